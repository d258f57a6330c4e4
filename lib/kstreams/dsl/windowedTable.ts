import type { TableOperator } from '../operators/tableOperator.ts';
import type { Serde } from '../serdes/serde.ts';
import type { Windowed } from '../state/windowed.ts';
import type { GroupedSource } from './groupedSource.ts';
import { KTable } from './ktable.ts';
import { Materialized } from './materialized.ts';
import { type NamedOrMaterialized, namedAndMaterialized } from './namedOrMaterialized.ts';
import { type TableStore, tableStore } from './tableStore.ts';
import type { Windowing } from './windowing.ts';

export interface WindowedTableOptions<K, V, VA> {
  readonly source: GroupedSource<K, V>;
  readonly windowing: Windowing;
  readonly prefix: string;
  readonly how: NamedOrMaterialized<K, VA>;
  /** Where the materialisation has none. */
  readonly valueSerde: Serde<VA> | undefined;
  readonly isUncached?: boolean;
  /** Uses up a number for a materialisation without a name, as Java does for the sake of old names. */
  readonly usesNumber?: boolean;
  operator(storeName: string): TableOperator<never, never, Windowed<K>, VA>;
}

/** The table that folds the records of each key and window, in a store of its own. */
export function windowedTable<K, V, VA>(options: WindowedTableOptions<K, V, VA>): KTable<Windowed<K>, VA> {
  const { source, windowing, prefix, valueSerde, isUncached, usesNumber } = options;
  const { builder, keySerde } = source;
  const [named, materialized] = namedAndMaterialized(options.how);
  const isUnnamed = materialized !== undefined && materialized.options.storeName === undefined;
  if (usesNumber && isUnnamed) builder.names.generateStore(prefix);
  const storeName = materialized?.options.storeName ?? builder.names.generateStore(prefix);
  const serdes = { keySerde, valueSerde };
  const store = windowedStore(windowing, materialized, storeName, serdes, isUncached);
  const name = builder.names.orGenerate(named, prefix);
  const operator = options.operator(store.name);
  const { node: parent, sources } = source.partitioned(store.name);
  const { gracePeriodMs } = windowing;
  const node = builder.addProcessor(name, operator, [parent], { store: store.builder, gracePeriodMs });
  return new KTable({
    ...{ builder, node, sources, operator },
    keySerde: store.keySerde && windowing.keySerde(store.keySerde),
    valueSerde: store.valueSerde,
    queryableStoreName: store.queryableName,
  });
}

/** The store of windows for a table. */
export function windowedStore<K, VA>(
  windowing: Windowing,
  materialized: Materialized<K, VA> | undefined,
  name: string,
  serdes: { keySerde?: Serde<K> | undefined; valueSerde?: Serde<VA> | undefined },
  isUncached = false,
): TableStore<K, VA> {
  const given = isUncached
    ? (materialized ?? Materialized.with<K, VA>()).withCachingDisabled()
    : materialized;
  const store = tableStore(given, name, serdes, windowing.storeBuilder);
  // Made once here, so that a retention that is too short is told where it was asked for.
  store.builder();
  return store;
}
