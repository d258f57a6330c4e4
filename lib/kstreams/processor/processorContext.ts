import type { StateStore } from '../state/stateStore.ts';
import type { MaybePromise } from './maybePromise.ts';
import type { FixedKeyRecord, Record } from './record.ts';
import type { RecordMetadata } from './recordContext.ts';
import type { TaskId } from './taskId.ts';

/** Which clock drives a punctuator. */
export type PunctuationType =
  /** The greatest timestamp seen by the task: stands still without records. */
  | 'STREAM_TIME'
  /** The clock on the wall: goes on without records. */
  | 'WALL_CLOCK_TIME';

/** Called with the time that its punctuation type tells, in milliseconds. */
export type Punctuator = (timestamp: number) => MaybePromise<void>;

/** A scheduled punctuator; cancelling twice does no harm. */
export interface Cancellable {
  cancel(): void;
}

/** What every processor can ask of the task it runs in. */
export interface ProcessingContext {
  applicationId(): string;
  taskId(): TaskId;
  /** Undefined while the processor is initialised: there is no record then. */
  recordMetadata(): RecordMetadata | undefined;
  /** Greatest timestamp the task has processed so far; −1 before the first record. */
  currentStreamTimeMs(): number;
  currentSystemTimeMs(): number;
  /**
   * A store that is connected to this processor, or a global one (for reading only).
   * @throws KStreamsError TOPOLOGY_UNKNOWN_NAME when it is neither.
   */
  getStateStore<S extends StateStore>(name: string): S;
  /**
   * Calls `callback` every `intervalMs` (at least 1). By stream time first with the first record, by wall clock first
   * after one interval. Ticks that were missed are made up for by one call.
   */
  schedule(intervalMs: number, type: PunctuationType, callback: Punctuator): Cancellable;
  /** Asks for a commit after the current record. */
  commit(): void;
}

export interface ProcessorContext<KForward, VForward> extends ProcessingContext {
  /**
   * Hands a record to all children, or to the one named. The answer is a promise only when something downstream is
   * asynchronous: return it (or await it) so that what follows happens after it.
   */
  forward<K extends KForward, V extends VForward>(
    record: Record<K, V>,
    childName?: string,
  ): MaybePromise<void>;
}

/** The context of a processor that must leave the key alone, so that its results need no repartitioning. */
export interface FixedKeyProcessorContext<KForward, VForward> extends ProcessingContext {
  forward<K extends KForward, V extends VForward>(
    record: FixedKeyRecord<K, V>,
    childName?: string,
  ): MaybePromise<void>;
}
