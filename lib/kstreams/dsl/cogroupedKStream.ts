import { CogroupMerge } from '../operators/cogroupMerge.ts';
import { StreamAggregate } from '../operators/streamAggregate.ts';
import type { DslBuilder } from './dslBuilder.ts';
import type { Aggregator, Initializer } from './functions.ts';
import { type KGroupedStream, streamFold } from './kgroupedStream.ts';
import { KTable } from './ktable.ts';
import { type NamedOrMaterialized, namedAndMaterialized } from './namedOrMaterialized.ts';
import { tableStore } from './tableStore.ts';

const aggregatePrefix = 'COGROUPKSTREAM-AGGREGATE-';

/** Several groups with equal keys that are folded into one table, each by its own aggregator. */
export class CogroupedKStream<K, VA> {
  readonly #builder: DslBuilder;
  readonly #groups = new Map<KGroupedStream<K, unknown>, Aggregator<K, unknown, VA>>();

  /** @internal comes from `KGroupedStream.cogroup` */
  constructor(builder: DslBuilder) {
    this.#builder = builder;
  }

  /** Adds a group. A group that was added before gets the new aggregator. */
  cogroup<V>(grouped: KGroupedStream<K, V>, aggregator: Aggregator<K, NonNullable<V>, VA>): this {
    this.#groups.set(grouped as KGroupedStream<K, unknown>, aggregator as Aggregator<K, unknown, VA>);
    return this;
  }

  /** The table, beginning with the initial value for each key. */
  aggregate(
    initializer: Initializer<VA>,
    ...how: NamedOrMaterialized<K, NonNullable<VA>>
  ): KTable<K, NonNullable<VA>> {
    const [named, materialized] = namedAndMaterialized(how);
    const builder = this.#builder;
    const storeName = materialized?.options.storeName ?? builder.names.generateStore(aggregatePrefix);
    const keySerde = [...this.#groups.keys()].find(({ source }) => source.keySerde)?.source.keySerde;
    const store = tableStore<K, NonNullable<VA>>(materialized, storeName, { keySerde });
    const inputs = [...this.#groups].map(([group, aggregator]) => {
      const fold = streamFold(initializer, aggregator);
      return { ...group.source.partitioned(store.name), operator: new StreamAggregate(store.name, fold) };
    });
    builder.graph.copartitioned.push(new Set(inputs.flatMap(({ sources }) => [...sources])));
    const nodes = inputs.map(({ node, operator }, i) => {
      const name = builder.names.suffixedOrGenerate(named, `-cogroup-agg-${i}`, aggregatePrefix);
      const options = i === 0 ? { store: store.builder } : { storeNames: [store.name] };
      return builder.addProcessor(name, operator, [node], options);
    });
    const operator = new CogroupMerge(inputs.map((input) => input.operator));
    const name = builder.names.suffixedOrGenerate(named, '-cogroup-merge', 'COGROUPKSTREAM-MERGE-');
    const node = builder.addProcessor(name, operator, nodes);
    return new KTable({
      builder,
      node,
      keySerde: store.keySerde,
      valueSerde: store.valueSerde,
      sources: new Set(inputs.flatMap((input) => [...input.sources])),
      operator,
      queryableStoreName: store.queryableName,
    });
  }
}
