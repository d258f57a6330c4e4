import type { Headers } from '../processor/headers.ts';
import type { MaybePromise } from '../processor/maybePromise.ts';
import type { RecordContext } from '../processor/recordContext.ts';
import type { Serde } from '../serdes/serde.ts';
import type { RecordCache } from './recordCache.ts';
import type { StateStoreContext } from './stateStore.ts';

/** What the library's own stores ask of their task in addition. */
export interface InternalStoreContext extends StateStoreContext {
  /**
   * `own` or else the configured default; `owner` is who needs it.
   * @throws KStreamsError TOPOLOGY_INVALID when there is neither
   */
  keySerde<T>(own: Serde<T> | undefined, owner: string): Serde<T>;
  valueSerde<T>(own: Serde<T> | undefined, owner: string): Serde<T>;
  /** Like {@link logChange}, but with headers and the timestamp of now: what buffers log belongs to no record. */
  logBuffered(storeName: string, key: Buffer, value: Buffer | null, headers: Headers): void;
  /** Undefined when `statestore.cache.max.bytes` is 0: nothing is held back then. */
  recordCache(): RecordCache | undefined;
  /** @throws KStreamsError PROCESSOR_MISUSED when no record is processed and no punctuator runs. */
  recordContext(): RecordContext;
  /** Does `step` as if that record were the current one. */
  withRecordContext(context: RecordContext, step: () => MaybePromise<void>): MaybePromise<void>;
  /** Counts a record that goes no further, and says why. */
  dropped(reason: string): void;
  /** Lets the task wait for work that a synchronous store call has started. */
  track(work: MaybePromise<void>): void;
}
