import type { KeyValueIterator } from './keyValueStore.ts';
import type { StateStore } from './stateStore.ts';
import type { Windowed } from './windowed.ts';

/**
 * Reads of a session store; a session's start and end belong to it, and all bounds are included. Sessions of several
 * keys come by end and then by key from a store in memory, and by key inside each segment of time from one on the disk.
 */
export interface ReadOnlySessionStore<K, V> {
  /** The value of exactly this session, or null. */
  fetchSession(key: K, start: number, end: number): V | null;
  /** All sessions of a key. */
  fetch(key: K): KeyValueIterator<Windowed<K>, V>;
  /** All sessions of the keys from `keyFrom` to `keyTo`; null leaves a side open. */
  fetch(keyFrom: K | null, keyTo: K | null): KeyValueIterator<Windowed<K>, V>;
  backwardFetch(key: K): KeyValueIterator<Windowed<K>, V>;
  backwardFetch(keyFrom: K | null, keyTo: K | null): KeyValueIterator<Windowed<K>, V>;
  /** The sessions of all keys that end from `earliestEnd` to `latestEnd`. */
  findSessions(earliestEnd: number, latestEnd: number): KeyValueIterator<Windowed<K>, V>;
  /** The sessions of a key that end at `earliestEnd` or later, and start at `latestStart` or earlier. */
  findSessions(key: K, earliestEnd: number, latestStart: number): KeyValueIterator<Windowed<K>, V>;
  findSessions(
    keyFrom: K | null,
    keyTo: K | null,
    earliestEnd: number,
    latestStart: number,
  ): KeyValueIterator<Windowed<K>, V>;
  backwardFindSessions(key: K, earliestEnd: number, latestStart: number): KeyValueIterator<Windowed<K>, V>;
  backwardFindSessions(
    keyFrom: K | null,
    keyTo: K | null,
    earliestEnd: number,
    latestStart: number,
  ): KeyValueIterator<Windowed<K>, V>;
}

export interface SessionStore<K, V> extends StateStore, ReadOnlySessionStore<K, V> {
  /** Stores the value of a session; null removes it. One that has expired is dropped. */
  put(session: Windowed<K>, value: V | null): void;
  remove(session: Windowed<K>): void;
}
