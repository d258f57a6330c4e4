import { after, inOrder, type MaybePromise } from '../../processor/maybePromise.ts';
import type { CachedStateStore, CacheFlushListener } from '../cachedStateStore.ts';
import type { InternalStoreContext } from '../internalStoreContext.ts';
import { EntryIterator } from '../keyValueIterator.ts';
import type { KeyValue, KeyValueIterator } from '../keyValueStore.ts';
import type { DirtyEntry, StoreCache } from '../recordCache.ts';
import type { BytesRange } from '../sortedBytesMap.ts';
import type { StateStore } from '../stateStore.ts';
import { Expiry } from './expiry.ts';
import { inRange, onlyKey, type SegmentedBytesStore, type TimedRange } from './segmentedBytesStore.ts';
import type { TimedKey } from './timedKey.ts';
import { WrappedSegmentedStore } from './wrappedSegmentedStore.ts';

/**
 * Holds writes back until a commit, or until memory is short, as the cache of key/value stores does. What expires is
 * gone at once, though the store below hears of the time later.
 */
export class CachingSegmentedStore extends WrappedSegmentedStore implements CachedStateStore<Buffer, Buffer> {
  readonly #expiry: Expiry;
  #context: InternalStoreContext | undefined;
  #cache: StoreCache | undefined;
  #listener: CacheFlushListener<Buffer, Buffer> | undefined;
  #sendOldValues = false;

  constructor(wrapped: SegmentedBytesStore) {
    super(wrapped);
    this.#expiry = new Expiry(wrapped.retentionMs);
  }

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

  override get(key: TimedKey): Buffer | null {
    if (this.#expiry.isExpired(key.time)) return null;
    const cached = this.#cache?.get(this.schema.encode(key));
    return cached === undefined ? super.get(key) : cached.value;
  }

  override put(key: TimedKey, value: Buffer | null): void {
    this.#expiry.observe(key.time);
    const [cache, context] = [this.#cache, this.#context];
    if (cache === undefined || context === undefined || this.#expiry.isExpired(key.time))
      super.put(key, value);
    else context.track(cache.put(this.schema.encode(key), value, context.recordContext()));
  }

  override remove(key: TimedKey): void {
    if (this.#cache === undefined) super.remove(key);
    else this.put(key, null);
  }

  override range(asked: TimedRange): KeyValueIterator<TimedKey, Buffer> {
    const range = { ...asked, timeFrom: Math.max(asked.timeFrom, this.#expiry.minLiveTime) };
    const stored = super.range(range);
    return this.#cache === undefined ? stored : new EntryIterator(this.#merge(this.#cache, range, stored));
  }

  override flush(): MaybePromise<void> {
    return after(this.#cache?.flush(), () => super.flush());
  }

  override close(): void {
    this.#cache?.close();
    this.#cache = undefined;
    super.close();
  }

  #writeBack(entries: readonly DirtyEntry[]): MaybePromise<void> {
    return inOrder(entries, (entry) =>
      this.#context?.withRecordContext(entry.writtenBy, () => this.#writeEntry(entry)),
    );
  }

  #writeEntry({ key, value, writtenBy }: DirtyEntry): MaybePromise<void> {
    const timedKey = this.schema.decode(key);
    if (this.#listener === undefined) return super.put(timedKey, value);
    const oldValue = value === null || this.#sendOldValues ? super.get(timedKey) : null;
    // A key that came and went while it was held back never was, for the store and for what is downstream.
    if (value === null && oldValue === null) return;
    super.put(timedKey, value);
    const { timestamp, headers } = writtenBy;
    const shown = this.#sendOldValues ? oldValue : null;
    return this.#listener({ key, newValue: value, oldValue: shown, timestamp, headers });
  }

  /** Both as one, in order. A cached entry hides the stored one; each is looked up when its turn comes. */
  *#merge(
    cache: StoreCache,
    range: TimedRange,
    stored: KeyValueIterator<TimedKey, Buffer>,
  ): Generator<KeyValue<TimedKey, Buffer>, undefined> {
    const sign = range.reverse ? -1 : 1;
    const cached = this.#cachedKeys(cache, range).sort((a, b) => sign * this.compare(a, b));
    let index = 0;
    for (const entry of stored) {
      for (; index < cached.length; index++) {
        const key = cached[index] as TimedKey;
        const order = sign * this.compare(key, entry.key);
        if (order > 0) break;
        if (order < 0) yield* this.#present(key);
      }
      yield* this.#present(entry.key);
    }
    for (const key of cached.slice(index)) yield* this.#present(key);
  }

  *#present(key: TimedKey): Generator<KeyValue<TimedKey, Buffer>, undefined> {
    const value = this.get(key);
    if (value !== null) yield { key, value };
  }

  #cachedKeys(cache: StoreCache, range: TimedRange): TimedKey[] {
    const keys = [...cache.keys(this.#bounds(range))];
    return keys.map((key) => this.schema.decode(key)).filter((key) => inRange(key, range));
  }

  /** Tight for one key; otherwise keys of different lengths are not in the order of their bytes. */
  #bounds(range: TimedRange): BytesRange {
    const key = onlyKey(range);
    if (key === undefined) return {};
    const [time, last] = [range.timeFrom, Math.min(range.timeTo, Number.MAX_SAFE_INTEGER)];
    return {
      from: this.schema.encode({ key, time, suffix: 0 }),
      to: this.schema.encode({ key, time: Math.max(time, last), suffix: this.schema.greatestSuffix }),
    };
  }
}
