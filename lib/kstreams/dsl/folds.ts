import type { StreamFold } from '../operators/streamAggregate.ts';
import type { Aggregator, Initializer, Reducer } from './functions.ts';

/** Counts records. */
export function countFold(): StreamFold<unknown, unknown, number> {
  return { initial: () => 0, add: (_key, _value, count) => (count ?? 0) + 1 };
}

/** Combines values; the first one is taken as it is. */
export function reduceFold<K, V>(reducer: Reducer<NonNullable<V>, V>): StreamFold<K, V, NonNullable<V>> {
  return {
    initial: () => null,
    add: (_key, value, aggregate) => (aggregate === null ? (value ?? null) : reducer(aggregate, value)),
  };
}

/** The fold of a user's functions. */
export function streamFold<K, V, VA>(
  initializer: Initializer<VA>,
  aggregator: Aggregator<K, V, VA>,
): StreamFold<K, V, NonNullable<VA>> {
  return {
    initial: () => initializer() ?? null,
    add: (key, value, aggregate) => aggregator(key, value, aggregate as VA) ?? null,
  };
}
