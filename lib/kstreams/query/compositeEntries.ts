import { EntryIterator } from '../state/keyValueIterator.ts';
import type { KeyValue, KeyValueIterator } from '../state/keyValueStore.ts';

/**
 * The entries of several stores, one store after the other. The stores are given, not asked for later: a query that
 * cannot be answered fails at once and not in the middle of a loop.
 */
export function entriesOfAll<S, K, V>(
  stores: readonly S[],
  iterate: (store: S) => Iterable<KeyValue<K, V>>,
): KeyValueIterator<K, V> {
  return new EntryIterator(entries(stores, iterate));
}

function* entries<S, K, V>(
  stores: readonly S[],
  iterate: (store: S) => Iterable<KeyValue<K, V>>,
): Generator<KeyValue<K, V>, undefined> {
  for (const store of stores) yield* iterate(store);
}
