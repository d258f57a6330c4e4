import type { Serde } from '../serdes/serde.ts';
import type { StoreBuilder } from '../state/storeBuilder.ts';
import { Stores } from '../state/stores.ts';
import type { Materialized } from './materialized.ts';

/** A materialisation with nothing left open but the configured defaults. */
export interface TableStore<K, V> {
  readonly name: string;
  /** The name if the user gave it: only such stores are to be queried. */
  readonly queryableName: string | undefined;
  readonly keySerde: Serde<K> | undefined;
  readonly valueSerde: Serde<V> | undefined;
  builder(): StoreBuilder;
}

/**
 * @param name of the store unless the user gave one
 * @param serdes to use where the materialisation has none
 */
export function tableStore<K, V>(
  materialized: Materialized<K, V> | undefined,
  name: string,
  serdes: { keySerde?: Serde<K> | undefined; valueSerde?: Serde<V> | undefined },
): TableStore<K, V> {
  const options = materialized?.options;
  const store = {
    name: options?.storeName ?? name,
    queryableName: options?.storeName,
    keySerde: options?.keySerde ?? serdes.keySerde,
    valueSerde: options?.valueSerde ?? serdes.valueSerde,
  };
  return { ...store, builder: () => builderOf(store, options) };
}

function builderOf<K, V>(
  { name, keySerde, valueSerde }: Omit<TableStore<K, V>, 'builder'>,
  options: Materialized<K, V>['options'] | undefined,
): StoreBuilder {
  const supplier = options?.supplier ?? Stores.inMemoryKeyValueStore(name);
  const builder = Stores.timestampedKeyValueStoreBuilder(supplier, keySerde, valueSerde);
  if (options?.cachingEnabled ?? true) builder.withCachingEnabled();
  if (options?.loggingEnabled === false) builder.withLoggingDisabled();
  else builder.withLoggingEnabled(options?.logConfig ?? {});
  return builder;
}
