import type { MaybePromise } from '../../processor/maybePromise.ts';
import type { KeyValueIterator } from '../keyValueStore.ts';
import type { StateStore, StateStoreContext } from '../stateStore.ts';
import type { SegmentedBytesStore, TimedRange } from './segmentedBytesStore.ts';
import type { TimedKey, TimedKeySchema } from './timedKey.ts';

/** A layer around a segmented store that passes everything on; a subclass changes what its layer is about. */
export class WrappedSegmentedStore implements SegmentedBytesStore {
  protected readonly wrapped: SegmentedBytesStore;

  constructor(wrapped: SegmentedBytesStore) {
    this.wrapped = wrapped;
  }

  get name(): string {
    return this.wrapped.name;
  }

  get persistent(): boolean {
    return this.wrapped.persistent;
  }

  get isOpen(): boolean {
    return this.wrapped.isOpen;
  }

  get schema(): TimedKeySchema {
    return this.wrapped.schema;
  }

  get retentionMs(): number {
    return this.wrapped.retentionMs;
  }

  init(context: StateStoreContext, root: StateStore): void {
    this.wrapped.init(context, root);
  }

  get(key: TimedKey): Buffer | null {
    return this.wrapped.get(key);
  }

  put(key: TimedKey, value: Buffer | null): void {
    this.wrapped.put(key, value);
  }

  remove(key: TimedKey): void {
    this.wrapped.remove(key);
  }

  range(range: TimedRange): KeyValueIterator<TimedKey, Buffer> {
    return this.wrapped.range(range);
  }

  compare(a: TimedKey, b: TimedKey): number {
    return this.wrapped.compare(a, b);
  }

  flush(): MaybePromise<void> {
    return this.wrapped.flush();
  }

  close(): void {
    this.wrapped.close();
  }
}
