import type { Serde } from '../../serdes/serde.ts';
import { BaseStoreBuilder } from '../baseStoreBuilder.ts';
import type { SerdesOf } from '../meteredKeyValueStore.ts';
import type { LogConfig } from '../storeBuilder.ts';
import { MeteredVersionedKeyValueStore } from './meteredVersionedKeyValueStore.ts';
import type { VersionedBytesStore, VersionedKeyValueStore } from './versionedKeyValueStore.ts';

/** Makes the innermost layer of a versioned store. */
export interface VersionedBytesStoreSupplier {
  readonly kind: 'versioned';
  readonly name: string;
  readonly historyRetentionMs: number;
  get(): VersionedBytesStore;
}

/** How much longer than the history a changelog keeps every version before it is compacted. */
const additionalLagMs = 24 * 60 * 60 * 1000;

/** Makes versioned stores; they have no cache, for it would keep one version of a key. */
export class VersionedKeyValueStoreBuilder<K, V> extends BaseStoreBuilder<VersionedKeyValueStore<K, V>> {
  readonly #supplier: VersionedBytesStoreSupplier;
  readonly #serdesOf: SerdesOf<K, V>;

  constructor(
    supplier: VersionedBytesStoreSupplier,
    keySerde: Serde<K> | undefined,
    valueSerde: Serde<V> | undefined,
  ) {
    super(supplier.name);
    this.#supplier = supplier;
    this.#serdesOf = (context) => ({
      key: context.keySerde(keySerde, `The store ${supplier.name}`),
      value: context.valueSerde(valueSerde, `The store ${supplier.name}`),
    });
  }

  override get changelogConfig(): LogConfig {
    const lag = this.#supplier.historyRetentionMs + additionalLagMs;
    return { ...super.changelogConfig, 'min.compaction.lag.ms': String(lag) };
  }

  build(): VersionedKeyValueStore<K, V> {
    return new MeteredVersionedKeyValueStore(this.#supplier.get(), this.loggingEnabled, this.#serdesOf);
  }
}
