import type { TimestampedKeyValueStore } from '../state/keyValueStore.ts';

/** Stores a row with its timestamp; null deletes it. */
export function putRow<K, V>(
  store: TimestampedKeyValueStore<K, V>,
  key: K,
  value: V | null,
  timestamp: number,
): void {
  store.put(key, value === null ? null : { value, timestamp });
}
