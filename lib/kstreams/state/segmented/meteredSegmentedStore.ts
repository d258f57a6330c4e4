import { KStreamsError } from '../../errors.ts';
import type { MaybePromise } from '../../processor/maybePromise.ts';
import type { CachedStateStore, CacheFlushListener } from '../cachedStateStore.ts';
import type { InternalStoreContext } from '../internalStoreContext.ts';
import { EntryIterator } from '../keyValueIterator.ts';
import type { KeyValue, KeyValueIterator } from '../keyValueStore.ts';
import type { SerdesOf, StoreSerdes } from '../meteredKeyValueStore.ts';
import type { StateStore } from '../stateStore.ts';
import { storeClosed } from '../storeClosed.ts';
import type { Windowed } from '../windowed.ts';
import { CachingSegmentedStore } from './cachingSegmentedStore.ts';
import type { SegmentedBytesStore, TimedRange } from './segmentedBytesStore.ts';
import type { TimedKey } from './timedKey.ts';

/** What window and session stores have in common as processors see them: keys and values become bytes and back. */
export abstract class MeteredSegmentedStore<K, V> implements CachedStateStore<Windowed<K>, V> {
  protected readonly bytes: SegmentedBytesStore;
  readonly #serdesOf: SerdesOf<K, V>;
  #serdes: StoreSerdes<K, V> | undefined;
  #topic = '';

  constructor(bytes: SegmentedBytesStore, serdesOf: SerdesOf<K, V>) {
    this.bytes = bytes;
    this.#serdesOf = serdesOf;
  }

  get name(): string {
    return this.bytes.name;
  }

  get persistent(): boolean {
    return this.bytes.persistent;
  }

  get isOpen(): boolean {
    return this.bytes.isOpen;
  }

  init(context: InternalStoreContext, root: StateStore): void {
    this.#serdes = this.#serdesOf(context);
    this.#topic = context.changelogTopic(this.name);
    this.bytes.init(context, root);
  }

  setFlushListener(listener: CacheFlushListener<Windowed<K>, V>, sendOldValues: boolean): boolean {
    if (!(this.bytes instanceof CachingSegmentedStore)) return false;
    const { schema } = this.bytes;
    return this.bytes.setFlushListener(
      (update) =>
        listener({
          ...update,
          key: this.windowedOf(schema.decode(update.key)),
          newValue: this.value(update.newValue),
          oldValue: this.value(update.oldValue),
        }),
      sendOldValues,
    );
  }

  flush(): MaybePromise<void> {
    return this.bytes.flush();
  }

  close(): void {
    this.bytes.close();
  }

  /** The window that a stored key is of. */
  protected abstract windowedOf(key: TimedKey): Windowed<K>;

  protected windowedRange(range: TimedRange): KeyValueIterator<Windowed<K>, V> {
    return new EntryIterator(this.entries(this.bytes.range(range), (key) => this.windowedOf(key)));
  }

  protected *entries<T>(
    stored: KeyValueIterator<TimedKey, Buffer>,
    keyOf: (key: TimedKey) => T,
  ): Generator<KeyValue<T, V>, undefined> {
    for (const { key, value } of stored) yield { key: keyOf(key), value: this.value(value) as V };
  }

  protected keyBytes(key: K): Buffer {
    const bytes = this.#opened().key.serialize(this.#topic, key);
    if (bytes !== null) return bytes;
    throw new KStreamsError('SERIALIZATION_FAILED', `The store ${this.name} cannot take null as a key.`, {
      hint: 'Drop records without a key before they reach the store.',
    });
  }

  protected bound(key: K | null): Buffer | null {
    return key === null ? null : this.keyBytes(key);
  }

  protected valueBytes(value: V | null): Buffer | null {
    return value === null ? null : this.#opened().value.serialize(this.#topic, value);
  }

  protected key(bytes: Buffer): K {
    return this.#opened().key.deserialize(this.#topic, bytes) as K;
  }

  protected value(bytes: Buffer | null): V | null {
    return bytes === null ? null : this.#opened().value.deserialize(this.#topic, bytes);
  }

  #opened(): StoreSerdes<K, V> {
    if (this.#serdes !== undefined) return this.#serdes;
    throw storeClosed(this.name);
  }
}
