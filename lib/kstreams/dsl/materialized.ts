import type { Serde } from '../serdes/serde.ts';
import type {
  SessionBytesStoreSupplier,
  WindowBytesStoreSupplier,
} from '../state/segmented/segmentedStoreBuilder.ts';
import type { LogConfig } from '../state/storeBuilder.ts';
import type { KeyValueBytesStoreSupplier } from '../state/stores.ts';
import type { VersionedBytesStoreSupplier } from '../state/versioned/versionedKeyValueStoreBuilder.ts';
import { checkName } from '../topology/names.ts';
import { milliseconds } from './milliseconds.ts';

/** Makes the store of a table, of windows or of sessions. */
type StoreSupplier =
  | KeyValueBytesStoreSupplier
  | WindowBytesStoreSupplier
  | SessionBytesStoreSupplier
  | VersionedBytesStoreSupplier;

interface MaterializedOptions<K, V> extends StoreChoices {
  readonly keySerde?: Serde<K> | undefined;
  readonly valueSerde?: Serde<V> | undefined;
}

/** What a user chose for a store, its serdes apart. */
export interface StoreChoices {
  readonly storeName?: string | undefined;
  readonly supplier?: StoreSupplier | undefined;
  readonly retentionMs?: number | undefined;
  readonly loggingEnabled: boolean;
  readonly logConfig: LogConfig;
  readonly cachingEnabled: boolean;
}

const defaults = { loggingEnabled: true, logConfig: {}, cachingEnabled: true } as const;

/** How a table is kept: the store's name (it can then be queried), serdes, changelog, cache. */
export class Materialized<K, V> {
  readonly options: MaterializedOptions<K, V>;

  private constructor(options: MaterializedOptions<K, V>) {
    this.options = options;
  }

  /** In a store of this name, or in one that this supplier makes. */
  static as<K, V>(store: string | StoreSupplier): Materialized<K, V> {
    if (typeof store === 'string') return new Materialized({ ...defaults, storeName: checkName(store) });
    return new Materialized({ ...defaults, storeName: checkName(store.name), supplier: store });
  }

  static with<K, V>(keySerde?: Serde<K>, valueSerde?: Serde<V>): Materialized<K, V> {
    return new Materialized({ ...defaults, keySerde, valueSerde });
  }

  withKeySerde(keySerde: Serde<K> | undefined): Materialized<K, V> {
    return new Materialized({ ...this.options, keySerde });
  }

  withValueSerde(valueSerde: Serde<V> | undefined): Materialized<K, V> {
    return new Materialized({ ...this.options, valueSerde });
  }

  /** @param logConfig configuration of the changelog topic beyond the default */
  withLoggingEnabled(logConfig: LogConfig): Materialized<K, V> {
    return new Materialized({ ...this.options, loggingEnabled: true, logConfig });
  }

  /** The store is lost with the process. */
  withLoggingDisabled(): Materialized<K, V> {
    return new Materialized({ ...this.options, loggingEnabled: false, logConfig: {} });
  }

  /** How long windows or sessions are kept; no less than their size (or gap) and grace, which is the default. */
  withRetention(retentionMs: number): Materialized<K, V> {
    return new Materialized({ ...this.options, retentionMs: milliseconds('retention', retentionMs) });
  }

  withCachingEnabled(): Materialized<K, V> {
    return new Materialized({ ...this.options, cachingEnabled: true });
  }

  withCachingDisabled(): Materialized<K, V> {
    return new Materialized({ ...this.options, cachingEnabled: false });
  }
}
