import type { Processor, ProcessorContext, ProcessorSupplier, Record } from '@kafka-tutorial/kstreams';
import type { Outcome } from '../outcome.ts';
import { deadLetterRecord, isRejected } from './outcomeRecords.ts';

/** Makes the dead letter of each record and model that was rejected. */
export const deadLetters: ProcessorSupplier<Buffer | null, Outcome | null, Buffer, Buffer> = {
  get: () => new DeadLetters(),
};

class DeadLetters implements Processor<Buffer, Outcome, Buffer, Buffer> {
  #context!: ProcessorContext<Buffer, Buffer>;

  init(context: ProcessorContext<Buffer, Buffer>) {
    this.#context = context;
  }

  process({ value: outcome }: Record<Buffer, Outcome>) {
    if (!isRejected(outcome)) return;
    return this.#context.forward(deadLetterRecord(outcome, this.#context.currentSystemTimeMs()));
  }
}
