import type { MaybePromise, Processor, ProcessorContext, Record } from '@kafka-tutorial/kstreams';
import type { Outcome } from '@kafka-tutorial/serving';
import { deadLetterRecord, isRejected } from '@kafka-tutorial/serving/kstreams';

/** Which children take what was scored, and what was rejected. */
export interface PrintProcessorChildren {
  readonly results: string;
  readonly deadLetters: string;
}

/** Tells what became of each record and model, and hands on what is published. */
export class PrintProcessor implements Processor<Buffer, Outcome, Buffer, Outcome | Buffer> {
  readonly #observe: (outcomes: readonly Outcome[]) => void;
  readonly #children: PrintProcessorChildren;
  #context!: ProcessorContext<Buffer, Outcome | Buffer>;

  constructor(observe: (outcomes: readonly Outcome[]) => void, children: PrintProcessorChildren) {
    this.#observe = observe;
    this.#children = children;
  }

  init(context: ProcessorContext<Buffer, Outcome | Buffer>): void {
    this.#context = context;
  }

  process(record: Record<Buffer, Outcome>): MaybePromise<void> {
    const { value: outcome } = record;
    if (outcome === null) return;
    this.#observe([outcome]);
    if (outcome.kind === 'scored') return this.#context.forward(record, this.#children.results);
    if (!isRejected(outcome)) return;
    // Exercise: send what is bad to a topic of its own, with the reason, and lose nothing when that fails.
    // Solution: exercises/05-dead-letters/solution/deadLetters.ts.
    const letter = deadLetterRecord(outcome, this.#context.currentSystemTimeMs());
    return this.#context.forward(letter, this.#children.deadLetters);
  }
}
