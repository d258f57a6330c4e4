import type { Serde } from '../serdes/serde.ts';
import { InMemoryKeyValueStore } from './inMemoryKeyValueStore.ts';
import type { KeyValueBytesStore, KeyValueStore, TimestampedKeyValueStore } from './keyValueStore.ts';
import { KeyValueStoreBuilder, TimestampedKeyValueStoreBuilder } from './keyValueStoreBuilder.ts';
import { PersistentKeyValueStore } from './persistent/persistentKeyValueStore.ts';
import type { StoreBuilder } from './storeBuilder.ts';

/** Makes the innermost store, of bytes; the builder adds serdes, cache and changelog around it. */
export interface KeyValueBytesStoreSupplier {
  readonly name: string;
  get(): KeyValueBytesStore;
}

/** Where stores come from, as in Java's class of this name. A serde that is undefined is the configured default. */
export const Stores = {
  inMemoryKeyValueStore(name: string): KeyValueBytesStoreSupplier {
    return { name, get: () => new InMemoryKeyValueStore(name) };
  },

  /** A store on the disk, below the configured `stateDir`: it may be larger than memory, and survives the process. */
  persistentKeyValueStore(name: string): KeyValueBytesStoreSupplier {
    return { name, get: () => new PersistentKeyValueStore(name) };
  },

  /** The same, under the name that Java has for it: values and timestamps are kept alike. */
  persistentTimestampedKeyValueStore(name: string): KeyValueBytesStoreSupplier {
    return Stores.persistentKeyValueStore(name);
  },

  keyValueStoreBuilder<K, V>(
    supplier: KeyValueBytesStoreSupplier,
    keySerde: Serde<K> | undefined,
    valueSerde: Serde<V> | undefined,
  ): StoreBuilder<KeyValueStore<K, V>> {
    return new KeyValueStoreBuilder(supplier, keySerde, valueSerde);
  },

  /** A store that keeps each value with the timestamp of the record it came from, as tables do. */
  timestampedKeyValueStoreBuilder<K, V>(
    supplier: KeyValueBytesStoreSupplier,
    keySerde: Serde<K> | undefined,
    valueSerde: Serde<V> | undefined,
  ): StoreBuilder<TimestampedKeyValueStore<K, V>> {
    return new TimestampedKeyValueStoreBuilder(supplier, keySerde, valueSerde);
  },
} as const;
