import type { Serde } from '../serdes/serde.ts';
import { BaseStoreBuilder } from './baseStoreBuilder.ts';
import { CachingKeyValueStore } from './cachingKeyValueStore.ts';
import { changeLogging } from './changeLoggingKeyValueStore.ts';
import type { KeyValueBytesStore, KeyValueStore, TimestampedKeyValueStore } from './keyValueStore.ts';
import { MeteredKeyValueStore, type SerdesOf } from './meteredKeyValueStore.ts';
import { MeteredTimestampedKeyValueStore } from './meteredTimestampedKeyValueStore.ts';
import type { StateStore } from './stateStore.ts';
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

/** What both builders are made from; absent serdes are the configured defaults. */
abstract class SuppliedStoreBuilder<K, V, S extends StateStore> extends BaseStoreBuilder<S> {
  protected readonly supplier: KeyValueBytesStoreSupplier;
  protected readonly serdesOf: SerdesOf<K, V>;

  constructor(
    supplier: KeyValueBytesStoreSupplier,
    keySerde: Serde<K> | undefined,
    valueSerde: Serde<V> | undefined,
  ) {
    super(supplier.name);
    this.supplier = supplier;
    this.serdesOf = (context) => ({
      key: context.keySerde(keySerde, `The store ${supplier.name}`),
      value: context.valueSerde(valueSerde, `The store ${supplier.name}`),
    });
  }
}

export class KeyValueStoreBuilder<K, V> extends SuppliedStoreBuilder<K, V, KeyValueStore<K, V>> {
  build(): KeyValueStore<K, V> {
    return new MeteredKeyValueStore(layers(this, this.supplier.get(), false), this.serdesOf);
  }
}

export class TimestampedKeyValueStoreBuilder<K, V> extends SuppliedStoreBuilder<
  K,
  V,
  TimestampedKeyValueStore<K, V>
> {
  build(): TimestampedKeyValueStore<K, V> {
    return new MeteredTimestampedKeyValueStore(layers(this, this.supplier.get(), true), this.serdesOf);
  }
}
