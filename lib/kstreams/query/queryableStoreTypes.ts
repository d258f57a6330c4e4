import type { ReadOnlyKeyValueStore, ValueAndTimestamp } from '../state/keyValueStore.ts';
import { MeteredKeyValueStore } from '../state/meteredKeyValueStore.ts';
import { MeteredTimestampedKeyValueStore } from '../state/meteredTimestampedKeyValueStore.ts';
import type { StateStore } from '../state/stateStore.ts';
import { CompositeReadOnlyKeyValueStore } from './compositeReadOnlyKeyValueStore.ts';
import { PlainValueStore } from './plainValueStore.ts';
import type { QueryableStoreType } from './queryableStoreType.ts';

/** A key/value store; `view` makes of each store what is shown of it. */
function keyValueType<K, V>(
  accepts: (store: StateStore) => boolean,
  view: (store: ReadOnlyKeyValueStore<K, V>) => ReadOnlyKeyValueStore<K, V>,
): QueryableStoreType<ReadOnlyKeyValueStore<K, V>> {
  const type: QueryableStoreType<ReadOnlyKeyValueStore<K, V>> = {
    accepts,
    create: (provider, name) =>
      new CompositeReadOnlyKeyValueStore(() => provider.stores(name, type).map(view)),
  };
  return type;
}

/** The types of the library's own stores, as in Java's class of this name. */
export const QueryableStoreTypes = {
  /** Keys and values; of a store that keeps timestamps, too, the values alone. */
  keyValueStore<K, V>(): QueryableStoreType<ReadOnlyKeyValueStore<K, V>> {
    return keyValueType<K, V>(
      (store) => store instanceof MeteredKeyValueStore,
      (store) =>
        store instanceof MeteredTimestampedKeyValueStore ? new PlainValueStore<K, V>(store) : store,
    );
  },

  /** Keys with the values and their timestamps. */
  timestampedKeyValueStore<K, V>(): QueryableStoreType<ReadOnlyKeyValueStore<K, ValueAndTimestamp<V>>> {
    return keyValueType<K, ValueAndTimestamp<V>>(
      (store) => store instanceof MeteredTimestampedKeyValueStore,
      (store) => store,
    );
  },
} as const;
