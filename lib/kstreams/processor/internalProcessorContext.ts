import type { MaybePromise } from './maybePromise.ts';
import type { ProcessorContext } from './processorContext.ts';
import type { RecordContext } from './recordContext.ts';

/** What the library's own operators may ask in addition; every context of a task is one of these. */
export interface InternalProcessorContext<KForward, VForward> extends ProcessorContext<KForward, VForward> {
  /** Undefined while the processor is initialised. */
  recordContext(): RecordContext | undefined;
  /** Does `step` as if that record were the current one. */
  withRecordContext(context: RecordContext, step: () => MaybePromise<void>): MaybePromise<void>;
  /** Says why the current record goes no further, and counts it in the metric dropped-records. */
  dropRecord(reason: string): void;
}
