import type { StateStore } from './stateStore.ts';

export interface KeyValue<K, V> {
  readonly key: K;
  readonly value: V;
}

/**
 * Entries in the order of their keys: of those keys that were there when the iteration began and still are. Leaving a
 * `for … of` early closes it too.
 */
export interface KeyValueIterator<K, V> extends IterableIterator<KeyValue<K, V>> {
  close(): void;
}

/** Reads of a key/value store. Order is that of the unsigned bytes of the serialised keys. */
export interface ReadOnlyKeyValueStore<K, V> {
  /** The value, or null when there is none. */
  get(key: K): V | null;
  /** Entries from `from` to `to`, both included; null leaves a side open. Empty when `from` is above `to`. */
  range(from: K | null, to: K | null): KeyValueIterator<K, V>;
  reverseRange(from: K | null, to: K | null): KeyValueIterator<K, V>;
  all(): KeyValueIterator<K, V>;
  reverseAll(): KeyValueIterator<K, V>;
  /** Entries whose serialised key begins with these bytes. */
  prefixScan(prefix: Buffer): KeyValueIterator<K, V>;
  /** Exact in memory, an estimate elsewhere. */
  approximateNumEntries(): number;
}

export interface KeyValueStore<K, V> extends StateStore, ReadOnlyKeyValueStore<K, V> {
  /** Stores the value; null deletes the key. */
  put(key: K, value: V | null): void;
  /** Stores the value unless the key has one; answers the one it had, or null. */
  putIfAbsent(key: K, value: V | null): V | null;
  putAll(entries: Iterable<KeyValue<K, V | null>>): void;
  /** Removes the key; answers the value it had, or null. */
  delete(key: K): V | null;
}

/** A value and the timestamp of the record that it came from. */
export interface ValueAndTimestamp<V> {
  readonly value: V;
  readonly timestamp: number;
}

export type TimestampedKeyValueStore<K, V> = KeyValueStore<K, ValueAndTimestamp<V>>;

/** The innermost store: plain bytes. */
export type KeyValueBytesStore = KeyValueStore<Buffer, Buffer>;
