import type { InternalProcessorContext } from '../processor/internalProcessorContext.ts';
import type { MaybePromise } from '../processor/maybePromise.ts';
import type { Processor, ProcessorSupplier } from '../processor/processor.ts';
import type { ProcessorContext } from '../processor/processorContext.ts';
import type { Record } from '../processor/record.ts';

/** What an operator does with each record; the answer of a forward is passed on. */
export type ProcessRecord<KIn, VIn> = (record: Record<KIn, VIn>) => MaybePromise<void>;

/**
 * The supplier of one of the library's own processors. `open` is called once for each task, with its context, and
 * answers what is then done with each record.
 */
export function operator<KIn, VIn, KOut, VOut>(
  open: (context: InternalProcessorContext<KOut, VOut>) => ProcessRecord<KIn, VIn>,
): ProcessorSupplier<KIn, VIn, KOut, VOut> {
  return { get: () => new Operator(open) };
}

class Operator<KIn, VIn, KOut, VOut> implements Processor<KIn, VIn, KOut, VOut> {
  readonly #open: (context: InternalProcessorContext<KOut, VOut>) => ProcessRecord<KIn, VIn>;
  #process: ProcessRecord<KIn, VIn> | undefined;

  constructor(open: (context: InternalProcessorContext<KOut, VOut>) => ProcessRecord<KIn, VIn>) {
    this.#open = open;
  }

  init(context: ProcessorContext<KOut, VOut>): void {
    this.#process = this.#open(context as InternalProcessorContext<KOut, VOut>);
  }

  process(record: Record<KIn, VIn>): MaybePromise<void> {
    return this.#process?.(record);
  }
}
