import type { MaybePromise } from '../processor/maybePromise.ts';
import { after, inOrder } from '../processor/maybePromise.ts';
import type { CachedStateStore, CacheFlushListener } from './cachedStateStore.ts';
import type { InternalStoreContext } from './internalStoreContext.ts';
import { EntryIterator } from './keyValueIterator.ts';
import type { KeyValue, KeyValueIterator } from './keyValueStore.ts';
import type { DirtyEntry, StoreCache } from './recordCache.ts';
import type { BytesRange } from './sortedBytesMap.ts';
import { prefixRange } from './sortedBytesMap.ts';
import type { StateStore } from './stateStore.ts';
import { WrappedKeyValueStore } from './wrappedKeyValueStore.ts';

/**
 * Holds writes back until a commit, or until memory is short: several updates of a key then reach the store, its
 * changelog and what is downstream as one. Passes everything on when the task has no record cache.
 */
export class CachingKeyValueStore extends WrappedKeyValueStore implements CachedStateStore<Buffer, Buffer> {
  #context: InternalStoreContext | undefined;
  #cache: StoreCache | undefined;
  #listener: CacheFlushListener<Buffer, Buffer> | undefined;
  #sendOldValues = false;
  /** How many times entries left the cache for the store. */
  #writtenBack = 0;

  override init(context: InternalStoreContext, root: StateStore): void {
    this.#context = context;
    this.#cache = context.recordCache()?.forStore((entries) => this.#writeBack(entries));
    super.init(context, root);
  }

  setFlushListener(listener: CacheFlushListener<Buffer, Buffer>, sendOldValues: boolean): boolean {
    if (this.#cache === undefined) return false;
    this.#listener = listener;
    this.#sendOldValues = sendOldValues;
    return true;
  }

  override get(key: Buffer): Buffer | null {
    const cached = this.#cache?.get(key);
    if (cached !== undefined) return cached.value;
    const stored = super.get(key);
    if (stored !== null) this.#context?.track(this.#cache?.put(key, stored));
    return stored;
  }

  override put(key: Buffer, value: Buffer | null): void {
    if (this.#cache === undefined || this.#context === undefined) super.put(key, value);
    else this.#context.track(this.#cache.put(key, value, this.#context.recordContext()));
  }

  override putIfAbsent(key: Buffer, value: Buffer | null): Buffer | null {
    if (this.#cache === undefined) return super.putIfAbsent(key, value);
    const present = this.get(key);
    if (present === null) this.put(key, value);
    return present;
  }

  override delete(key: Buffer): Buffer | null {
    if (this.#cache === undefined) return super.delete(key);
    const present = this.get(key);
    this.put(key, null);
    return present;
  }

  override range(from: Buffer | null, to: Buffer | null): KeyValueIterator<Buffer, Buffer> {
    return this.#merged(super.range(from, to), { from, to });
  }

  override reverseRange(from: Buffer | null, to: Buffer | null): KeyValueIterator<Buffer, Buffer> {
    return this.#merged(super.reverseRange(from, to), { from, to, reverse: true });
  }

  override all(): KeyValueIterator<Buffer, Buffer> {
    return this.#merged(super.all(), {});
  }

  override reverseAll(): KeyValueIterator<Buffer, Buffer> {
    return this.#merged(super.reverseAll(), { reverse: true });
  }

  override prefixScan(prefix: Buffer): KeyValueIterator<Buffer, Buffer> {
    return this.#merged(super.prefixScan(prefix), prefixRange(prefix));
  }

  override flush(): MaybePromise<void> {
    return after(this.#cache?.flush(), () => super.flush());
  }

  override close(): void {
    this.#cache?.close();
    this.#cache = undefined;
    super.close();
  }

  #merged(stored: KeyValueIterator<Buffer, Buffer>, range: BytesRange): KeyValueIterator<Buffer, Buffer> {
    if (this.#cache === undefined) return stored;
    return new EntryIterator(this.#merge(this.#cache.keys(range), stored, range.reverse === true));
  }

  #writeBack(entries: readonly DirtyEntry[]): MaybePromise<void> {
    const context = this.#context;
    if (context === undefined) return;
    return inOrder(entries, (entry) =>
      context.withRecordContext(entry.writtenBy, () => this.#writeEntry(entry)),
    );
  }

  #writeEntry({ key, value, writtenBy }: DirtyEntry): MaybePromise<void> {
    const listener = this.#listener;
    this.#writtenBack++;
    if (listener === undefined) {
      super.put(key, value);
      return;
    }
    const oldValue = value === null || this.#sendOldValues ? super.get(key) : null;
    // A key that came and went while it was held back never was, for the store and for what is downstream.
    if (value === null && oldValue === null) return;
    super.put(key, value);
    return listener({
      key,
      newValue: value,
      oldValue: this.#sendOldValues ? oldValue : null,
      timestamp: writtenBy.timestamp,
      headers: writtenBy.headers,
    });
  }

  /**
   * Both sequences as one, in order. Entries may leave the cache for the store meanwhile, so each is looked up when its
   * turn comes, unless nothing was written back since the store's iterator read it.
   */
  *#merge(
    cached: Generator<Buffer, undefined>,
    stored: KeyValueIterator<Buffer, Buffer>,
    reverse: boolean,
  ): Generator<KeyValue<Buffer, Buffer>, undefined> {
    try {
      let left = cached.next();
      let right = stored.next();
      let readAt = this.#writtenBack;
      while (!left.done || !right.done) {
        const order = left.done ? 1 : right.done ? -1 : compare(left.value, right.value.key, reverse);
        const fromStore = order > 0 ? (right.value as KeyValue<Buffer, Buffer>) : undefined;
        const key = fromStore?.key ?? (left.value as Buffer);
        const unchanged = fromStore !== undefined && readAt === this.#writtenBack;
        const value = this.#cachedValue(key) ?? (unchanged ? fromStore.value : super.get(key));
        if (value !== deleted && value !== null) yield { key, value };
        if (order <= 0) left = cached.next();
        if (order >= 0) {
          right = stored.next();
          readAt = this.#writtenBack;
        }
      }
    } finally {
      stored.close();
    }
  }

  /** Undefined when the cache does not know the key. */
  #cachedValue(key: Buffer): Buffer | typeof deleted | undefined {
    const entry = this.#cache?.peek(key);
    return entry === undefined ? undefined : (entry.value ?? deleted);
  }
}

/** What the cache says of a key that is gone, though the store may still have it. */
const deleted = Symbol('deleted');

function compare(a: Buffer, b: Buffer, reverse: boolean): number {
  return reverse ? Buffer.compare(b, a) : Buffer.compare(a, b);
}
