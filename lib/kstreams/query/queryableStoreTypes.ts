import type { ReadOnlyKeyValueStore, ValueAndTimestamp } from '../state/keyValueStore.ts';
import { MeteredKeyValueStore } from '../state/meteredKeyValueStore.ts';
import { MeteredSessionStore } from '../state/meteredSessionStore.ts';
import { MeteredTimestampedKeyValueStore } from '../state/meteredTimestampedKeyValueStore.ts';
import { MeteredTimestampedWindowStore, MeteredWindowStore } from '../state/meteredWindowStore.ts';
import type { ReadOnlySessionStore } from '../state/sessionStore.ts';
import type { StateStore } from '../state/stateStore.ts';
import type { ReadOnlyWindowStore } from '../state/windowStore.ts';
import { CompositeReadOnlyKeyValueStore } from './compositeReadOnlyKeyValueStore.ts';
import { CompositeReadOnlySessionStore } from './compositeReadOnlySessionStore.ts';
import { CompositeReadOnlyWindowStore, type ShownWindowStore } from './compositeReadOnlyWindowStore.ts';
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

/** A window store; `view` says what is shown of its values. */
function windowType<K, V>(
  accepts: (store: StateStore) => boolean,
  view: (store: ReadOnlyWindowStore<K, unknown>) => ShownWindowStore<K, V>,
): QueryableStoreType<ReadOnlyWindowStore<K, V>> {
  const type: QueryableStoreType<ReadOnlyWindowStore<K, V>> = {
    accepts,
    create: (provider, name) => new CompositeReadOnlyWindowStore(() => provider.stores(name, type).map(view)),
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

  /** The windows of keys, with the values; of a store that keeps timestamps, too, the values alone. */
  windowStore<K, V>(): QueryableStoreType<ReadOnlyWindowStore<K, V>> {
    return windowType<K, V>(
      (store) => store instanceof MeteredWindowStore,
      (store) =>
        store instanceof MeteredTimestampedWindowStore
          ? { store, valueShown: (stored) => (stored as ValueAndTimestamp<V>).value }
          : { store, valueShown: (stored) => stored as V },
    );
  },

  /** The windows of keys, with the values and their timestamps. */
  timestampedWindowStore<K, V>(): QueryableStoreType<ReadOnlyWindowStore<K, ValueAndTimestamp<V>>> {
    return windowType<K, ValueAndTimestamp<V>>(
      (store) => store instanceof MeteredTimestampedWindowStore,
      (store) => ({ store, valueShown: (stored) => stored as ValueAndTimestamp<V> }),
    );
  },

  /** The sessions of keys. */
  sessionStore<K, V>(): QueryableStoreType<ReadOnlySessionStore<K, V>> {
    const type: QueryableStoreType<ReadOnlySessionStore<K, V>> = {
      accepts: (store) => store instanceof MeteredSessionStore,
      create: (provider, name) => new CompositeReadOnlySessionStore(() => provider.stores(name, type)),
    };
    return type;
  },
} as const;
