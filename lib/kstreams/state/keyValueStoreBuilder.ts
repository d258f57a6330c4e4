import type { Serde } from '../serdes/serde.ts';
import { BaseStoreBuilder } from './baseStoreBuilder.ts';
import { CachingKeyValueStore } from './cachingKeyValueStore.ts';
import { changeLogging } from './changeLoggingKeyValueStore.ts';
import type { KeyValueBytesStore, KeyValueStore, TimestampedKeyValueStore } from './keyValueStore.ts';
import { MeteredKeyValueStore } from './meteredKeyValueStore.ts';
import { MeteredTimestampedKeyValueStore } from './meteredTimestampedKeyValueStore.ts';
import type { StoreBuilder } from './storeBuilder.ts';
import type { KeyValueBytesStoreSupplier } from './stores.ts';

/** The layers around the bytes, from the inside out: changelog, cache. */
function layers(
  { cachingEnabled, loggingEnabled }: StoreBuilder,
  bytes: KeyValueBytesStore,
  timestamped: boolean,
): KeyValueBytesStore {
  const logged = loggingEnabled ? changeLogging(bytes, timestamped) : bytes;
  return cachingEnabled ? new CachingKeyValueStore(logged) : logged;
}

export class KeyValueStoreBuilder<K, V> extends BaseStoreBuilder<KeyValueStore<K, V>> {
  readonly #supplier: KeyValueBytesStoreSupplier;
  readonly #keySerde: Serde<K>;
  readonly #valueSerde: Serde<V>;

  constructor(supplier: KeyValueBytesStoreSupplier, keySerde: Serde<K>, valueSerde: Serde<V>) {
    super(supplier.name);
    this.#supplier = supplier;
    this.#keySerde = keySerde;
    this.#valueSerde = valueSerde;
  }

  build(): KeyValueStore<K, V> {
    const bytes = layers(this, this.#supplier.get(), false);
    return new MeteredKeyValueStore(bytes, this.#keySerde, this.#valueSerde);
  }
}

export class TimestampedKeyValueStoreBuilder<K, V> extends BaseStoreBuilder<TimestampedKeyValueStore<K, V>> {
  readonly #supplier: KeyValueBytesStoreSupplier;
  readonly #keySerde: Serde<K>;
  readonly #valueSerde: Serde<V>;

  constructor(supplier: KeyValueBytesStoreSupplier, keySerde: Serde<K>, valueSerde: Serde<V>) {
    super(supplier.name);
    this.#supplier = supplier;
    this.#keySerde = keySerde;
    this.#valueSerde = valueSerde;
  }

  build(): TimestampedKeyValueStore<K, V> {
    const bytes = layers(this, this.#supplier.get(), true);
    return new MeteredTimestampedKeyValueStore(bytes, this.#keySerde, this.#valueSerde);
  }
}
