import type { KeyValueIterator, ValueAndTimestamp } from './keyValueStore.ts';
import type { StateStore } from './stateStore.ts';
import type { Windowed } from './windowed.ts';

/** The windows of one key: their starts and values. */
export type WindowStoreIterator<V> = KeyValueIterator<number, V>;

/**
 * Reads of a window store. All bounds are included, a null key leaves a side open; times are the starts of windows.
 * Windows of several keys come by time and then by key from a store in memory, and by key inside each segment of
 * time from one on the disk.
 */
export interface ReadOnlyWindowStore<K, V> {
  /** The value of the window that starts at `time`, or null. */
  fetch(key: K, time: number): V | null;
  /** The windows of a key that start from `timeFrom` to `timeTo`. */
  fetch(key: K, timeFrom: number, timeTo: number): WindowStoreIterator<V>;
  /** The windows of all keys from `keyFrom` to `keyTo`. */
  fetch(
    keyFrom: K | null,
    keyTo: K | null,
    timeFrom: number,
    timeTo: number,
  ): KeyValueIterator<Windowed<K>, V>;
  backwardFetch(key: K, timeFrom: number, timeTo: number): WindowStoreIterator<V>;
  backwardFetch(
    keyFrom: K | null,
    keyTo: K | null,
    timeFrom: number,
    timeTo: number,
  ): KeyValueIterator<Windowed<K>, V>;
  fetchAll(timeFrom: number, timeTo: number): KeyValueIterator<Windowed<K>, V>;
  backwardFetchAll(timeFrom: number, timeTo: number): KeyValueIterator<Windowed<K>, V>;
  all(): KeyValueIterator<Windowed<K>, V>;
  backwardAll(): KeyValueIterator<Windowed<K>, V>;
}

export interface WindowStore<K, V> extends StateStore, ReadOnlyWindowStore<K, V> {
  /** Stores the value of the window that starts at `windowStart`; null removes it. Too old a window is dropped. */
  put(key: K, value: V | null, windowStart: number): void;
}

export type TimestampedWindowStore<K, V> = WindowStore<K, ValueAndTimestamp<V>>;
