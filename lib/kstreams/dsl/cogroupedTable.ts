import { CogroupMerge } from '../operators/cogroupMerge.ts';
import type { TableOperator } from '../operators/tableOperator.ts';
import type { Serde } from '../serdes/serde.ts';
import type { DslBuilder } from './dslBuilder.ts';
import type { Aggregator } from './functions.ts';
import type { KGroupedStream } from './kgroupedStream.ts';
import { KTable } from './ktable.ts';
import type { Materialized } from './materialized.ts';
import { type NamedOrMaterialized, namedAndMaterialized } from './namedOrMaterialized.ts';
import type { TableStore } from './tableStore.ts';

const aggregatePrefix = 'COGROUPKSTREAM-AGGREGATE-';

/** The groups of a cogroup, each with its own aggregator. */
export type CogroupedStreams<K, VA> = ReadonlyMap<KGroupedStream<K, unknown>, Aggregator<K, unknown, VA>>;

export interface CogroupedTableOptions<K, KOut, VA, VOut> {
  readonly builder: DslBuilder;
  readonly groups: CogroupedStreams<K, VA>;
  readonly how: NamedOrMaterialized<K, VOut>;
  readonly gracePeriodMs?: number;
  store(
    materialized: Materialized<K, VOut> | undefined,
    name: string,
    serdes: { keySerde: Serde<K> | undefined },
  ): TableStore<K, VOut>;
  keySerde(ofStore: Serde<K>): Serde<KOut>;
  operator(
    store: TableStore<K, VOut>,
    aggregator: Aggregator<K, unknown, VA>,
  ): TableOperator<never, never, KOut, VOut>;
}

/** The table of a cogroup: an aggregation for each group, all in one store, and a node where they come together. */
export function cogroupedTable<K, KOut, VA, VOut>(
  options: CogroupedTableOptions<K, KOut, VA, VOut>,
): KTable<KOut, VOut> {
  const { builder, groups, gracePeriodMs } = options;
  const [named, materialized] = namedAndMaterialized(options.how);
  const storeName = materialized?.options.storeName ?? builder.names.generateStore(aggregatePrefix);
  const keySerde = [...groups.keys()].find(({ source }) => source.keySerde)?.source.keySerde;
  const store = options.store(materialized, storeName, { keySerde });
  const inputs = [...groups].map(([group, aggregator]) => {
    const operator = options.operator(store, aggregator);
    return { ...group.source.partitioned(store.name), operator };
  });
  builder.graph.copartitioned.push(new Set(inputs.flatMap(({ sources }) => [...sources])));
  const nodes = inputs.map(({ node, operator }, i) => {
    const name = builder.names.suffixedOrGenerate(named, `-cogroup-agg-${i}`, aggregatePrefix);
    const own = i === 0 ? { store: store.builder } : { storeNames: [store.name] };
    return builder.addProcessor(name, operator, [node], { ...own, gracePeriodMs });
  });
  const operator = new CogroupMerge(inputs.map((input) => input.operator));
  const name = builder.names.suffixedOrGenerate(named, '-cogroup-merge', 'COGROUPKSTREAM-MERGE-');
  return new KTable({
    builder,
    node: builder.addProcessor(name, operator, nodes),
    keySerde: store.keySerde && options.keySerde(store.keySerde),
    valueSerde: store.valueSerde,
    sources: new Set(inputs.flatMap((input) => [...input.sources])),
    operator,
    queryableStoreName: store.queryableName,
  });
}
