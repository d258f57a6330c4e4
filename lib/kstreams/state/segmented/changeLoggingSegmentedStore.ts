import type { StateStore, StateStoreContext } from '../stateStore.ts';
import { storeClosed } from '../storeClosed.ts';
import { plainValueOf, timestampOf } from '../valueAndTimestampBytes.ts';
import type { SegmentedBytesStore } from './segmentedBytesStore.ts';
import type { TimedKey } from './timedKey.ts';
import { WrappedSegmentedStore } from './wrappedSegmentedStore.ts';

/** Writes each change to the store's changelog topic, also one that the store has dropped as too old. */
export class ChangeLoggingSegmentedStore extends WrappedSegmentedStore {
  readonly #timestamped: boolean;
  #context: StateStoreContext | undefined;

  /** @param timestamped values begin with a timestamp, which becomes that of the changelog's record */
  constructor(wrapped: SegmentedBytesStore, timestamped: boolean) {
    super(wrapped);
    this.#timestamped = timestamped;
  }

  override init(context: StateStoreContext, root: StateStore): void {
    this.#context = context;
    super.init(context, root);
  }

  override put(key: TimedKey, value: Buffer | null): void {
    super.put(key, value);
    this.#log(key, value);
  }

  override remove(key: TimedKey): void {
    super.remove(key);
    this.#log(key, null);
  }

  #log(timedKey: TimedKey, value: Buffer | null): void {
    const context = this.#context;
    if (context === undefined) {
      throw storeClosed(this.name);
    }
    const key = this.schema.encode(timedKey);
    if (value === null || !this.#timestamped) context.logChange(this.name, key, value, context.timestamp());
    else context.logChange(this.name, key, plainValueOf(value), timestampOf(value));
  }
}
