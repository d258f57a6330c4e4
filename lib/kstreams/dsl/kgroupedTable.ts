import { KStreamsError } from '../errors.ts';
import { changeSerde } from '../operators/changeSerde.ts';
import { TableAggregate, type TableFold } from '../operators/tableAggregate.ts';
import type { Serde } from '../serdes/serde.ts';
import { Serdes } from '../serdes/serdes.ts';
import type { DslBuilder } from './dslBuilder.ts';
import type { Aggregator, Initializer, Reducer } from './functions.ts';
import type { GraphNode } from './graph/graphNode.ts';
import type { Grouped } from './grouped.ts';
import { KTable } from './ktable.ts';
import type { Materialized } from './materialized.ts';
import type { Named } from './named.ts';
import { type NamedOrMaterialized, namedAndMaterialized } from './namedOrMaterialized.ts';
import { type TableStore, tableStore } from './tableStore.ts';

const aggregatePrefix = 'KTABLE-AGGREGATE-';

/**
 * The rows of a table by a new key, ready to be made into another table. When a row changes, its old value is
 * subtracted and its new one added; both travel through a repartition topic.
 */
export class KGroupedTable<K, V> {
  readonly #builder: DslBuilder;
  readonly #parent: GraphNode;
  readonly #options: Grouped<K, V>['options'];
  #named: GraphNode | undefined;

  /** @internal comes from `KTable.groupBy` */
  constructor(builder: DslBuilder, parent: GraphNode, { options }: Grouped<K, V>) {
    this.#builder = builder;
    this.#parent = parent;
    this.#options = options;
  }

  /** How many rows each group has. */
  count(...how: NamedOrMaterialized<K, number>): KTable<K, number> {
    const [named, materialized] = namedAndMaterialized(how);
    return this.#table(aggregatePrefix, named, this.#store(materialized, Serdes.long()), {
      add: (_key, _value, count) => (count ?? 0) + 1,
      subtract: (_key, _value, count) => count - 1,
    });
  }

  /** Combines the values of each group; the first one is taken as it is. */
  reduce(adder: Reducer<V>, subtractor: Reducer<V>, ...how: NamedOrMaterialized<K, V>): KTable<K, V> {
    const [named, materialized] = namedAndMaterialized(how);
    return this.#table('KTABLE-REDUCE-', named, this.#store(materialized, this.#options.valueSerde), {
      add: (_key, value, aggregate) => (aggregate === null ? value : adder(aggregate, value)),
      subtract: (_key, value, aggregate) => subtractor(aggregate, value),
    });
  }

  /** Folds the rows of each group, beginning with the initial value. */
  aggregate<VA>(
    initializer: Initializer<VA>,
    adder: Aggregator<K, V, VA>,
    subtractor: Aggregator<K, V, VA>,
    ...how: NamedOrMaterialized<K, NonNullable<VA>>
  ): KTable<K, NonNullable<VA>> {
    const [named, materialized] = namedAndMaterialized(how);
    const store = this.#store<NonNullable<VA>>(materialized, undefined);
    return this.#table(aggregatePrefix, named, store, {
      add: (key, value, aggregate) => adder(key, value, (aggregate ?? initializer()) as VA) ?? null,
      subtract: (key, value, aggregate) => subtractor(key, value, aggregate) ?? null,
    });
  }

  #store<VA>(
    materialized: Materialized<K, VA> | undefined,
    valueSerde: TableStore<K, VA>['valueSerde'],
  ): TableStore<K, VA> {
    const name = materialized?.options.storeName ?? this.#builder.names.generateStore(aggregatePrefix);
    return tableStore(materialized, name, { keySerde: this.#options.keySerde, valueSerde });
  }

  #table<VA>(
    prefix: string,
    named: Named | undefined,
    store: TableStore<K, VA>,
    fold: TableFold<K, V, VA>,
  ): KTable<K, VA> {
    const builder = this.#builder;
    const through = this.#repartition(named, store.name);
    const name = builder.names.orGenerate(named, prefix);
    builder.graph.add(through, this.#parent);
    const operator = new TableAggregate(store.name, fold, store.historyRetentionMs);
    const node = builder.addProcessor(name, operator, [through], { store: store.builder });
    const { keySerde, valueSerde, queryableName: queryableStoreName } = store;
    const sources = new Set([through.name]);
    return new KTable({ builder, node, keySerde, valueSerde, sources, operator, queryableStoreName });
  }

  /** Several tables of a group that the user named share its topic. */
  #repartition(named: Named | undefined, storeName: string): GraphNode {
    const { names } = this.#builder;
    const { keySerde, named: topicName } = this.#options;
    const fresh: GraphNode = {
      kind: 'tableRepartition',
      sinkName: names.suffixedOrGenerate(named, '-sink', 'KSTREAM-SINK-'),
      name: names.suffixedOrGenerate(named, '-source', 'KSTREAM-SOURCE-'),
      topic: `${topicName?.name ?? storeName}-repartition`,
      keySerde,
      valueSerde: changeSerde(this.#requiredValueSerde()),
    };
    const node = this.#named ?? fresh;
    if (topicName !== undefined) this.#named = node;
    return node;
  }

  /** Old and new values travel as a pair, for which a configured default cannot stand in. */
  #requiredValueSerde(): Serde<V> {
    if (this.#options.valueSerde !== undefined) return this.#options.valueSerde;
    throw new KStreamsError('TOPOLOGY_INVALID', 'A grouped table needs the serde of its values.', {
      hint: 'Pass it to groupBy: Grouped.with(keySerde, valueSerde).',
    });
  }
}
