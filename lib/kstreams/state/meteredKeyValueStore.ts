import { KStreamsError } from '../errors.ts';
import type { MaybePromise } from '../processor/maybePromise.ts';
import type { Serde } from '../serdes/serde.ts';
import type { CachedStateStore, CacheFlushListener } from './cachedStateStore.ts';
import { CachingKeyValueStore } from './cachingKeyValueStore.ts';
import type { InternalStoreContext } from './internalStoreContext.ts';
import { EntryIterator } from './keyValueIterator.ts';
import type { KeyValue, KeyValueBytesStore, KeyValueIterator, KeyValueStore } from './keyValueStore.ts';
import type { StateStore } from './stateStore.ts';
import { storeClosed } from './storeClosed.ts';

export interface StoreSerdes<K, V> {
  readonly key: Serde<K>;
  readonly value: Serde<V>;
}

/** Which serdes a store uses; known when it is opened, since they may be the configured defaults. */
export type SerdesOf<K, V> = (context: InternalStoreContext) => StoreSerdes<K, V>;

/** The outermost layer: what processors see. Turns keys and values into bytes and back. */
export class MeteredKeyValueStore<K, V> implements KeyValueStore<K, V>, CachedStateStore<K, V> {
  readonly #bytes: KeyValueBytesStore;
  readonly #serdesOf: SerdesOf<K, V>;
  #serdes: StoreSerdes<K, V> | undefined;
  #topic = '';

  constructor(bytes: KeyValueBytesStore, serdesOf: SerdesOf<K, V>) {
    this.#bytes = bytes;
    this.#serdesOf = serdesOf;
  }

  get name(): string {
    return this.#bytes.name;
  }

  get persistent(): boolean {
    return this.#bytes.persistent;
  }

  get isOpen(): boolean {
    return this.#bytes.isOpen;
  }

  init(context: InternalStoreContext, root: StateStore): void {
    this.#serdes = this.#serdesOf(context);
    this.#topic = context.changelogTopic(this.name);
    this.#bytes.init(context, root);
  }

  setFlushListener(listener: CacheFlushListener<K, V>, sendOldValues: boolean): boolean {
    if (!(this.#bytes instanceof CachingKeyValueStore)) return false;
    return this.#bytes.setFlushListener(
      (update) =>
        listener({
          ...update,
          key: this.#key(update.key),
          newValue: this.#value(update.newValue),
          oldValue: this.#value(update.oldValue),
        }),
      sendOldValues,
    );
  }

  get(key: K): V | null {
    return this.#value(this.#bytes.get(this.#keyBytes(key)));
  }

  put(key: K, value: V | null): void {
    this.#bytes.put(this.#keyBytes(key), this.#valueBytes(value));
  }

  putIfAbsent(key: K, value: V | null): V | null {
    return this.#value(this.#bytes.putIfAbsent(this.#keyBytes(key), this.#valueBytes(value)));
  }

  putAll(entries: Iterable<KeyValue<K, V | null>>): void {
    for (const { key, value } of entries) this.put(key, value);
  }

  delete(key: K): V | null {
    return this.#value(this.#bytes.delete(this.#keyBytes(key)));
  }

  range(from: K | null, to: K | null): KeyValueIterator<K, V> {
    return this.#typed(this.#bytes.range(this.#bound(from), this.#bound(to)));
  }

  reverseRange(from: K | null, to: K | null): KeyValueIterator<K, V> {
    return this.#typed(this.#bytes.reverseRange(this.#bound(from), this.#bound(to)));
  }

  all(): KeyValueIterator<K, V> {
    return this.#typed(this.#bytes.all());
  }

  reverseAll(): KeyValueIterator<K, V> {
    return this.#typed(this.#bytes.reverseAll());
  }

  prefixScan(prefix: Buffer): KeyValueIterator<K, V> {
    return this.#typed(this.#bytes.prefixScan(prefix));
  }

  approximateNumEntries(): number {
    return this.#bytes.approximateNumEntries();
  }

  flush(): MaybePromise<void> {
    return this.#bytes.flush();
  }

  close(): void {
    this.#bytes.close();
  }

  #typed(entries: KeyValueIterator<Buffer, Buffer>): KeyValueIterator<K, V> {
    return new EntryIterator(this.#deserialised(entries));
  }

  *#deserialised(entries: KeyValueIterator<Buffer, Buffer>): Generator<KeyValue<K, V>, undefined> {
    for (const { key, value } of entries) {
      yield { key: this.#key(key), value: this.#value(value) as V };
    }
  }

  #keyBytes(key: K): Buffer {
    const bytes = this.#opened().key.serialize(this.#topic, key);
    if (bytes !== null) return bytes;
    throw new KStreamsError('SERIALIZATION_FAILED', `The store ${this.name} cannot take null as a key.`, {
      hint: 'Drop records without a key before they reach the store.',
    });
  }

  #bound(key: K | null): Buffer | null {
    return key === null ? null : this.#keyBytes(key);
  }

  #valueBytes(value: V | null): Buffer | null {
    return value === null ? null : this.#opened().value.serialize(this.#topic, value);
  }

  #key(bytes: Buffer): K {
    return this.#opened().key.deserialize(this.#topic, bytes) as K;
  }

  #value(bytes: Buffer | null): V | null {
    return bytes === null ? null : this.#opened().value.deserialize(this.#topic, bytes);
  }

  #opened(): StoreSerdes<K, V> {
    if (this.#serdes !== undefined) return this.#serdes;
    throw storeClosed(this.name);
  }
}
