import { TableSource } from '../operators/tableSource.ts';
import type { ProcessorSupplier } from '../processor/processor.ts';
import type { StoreBuilder } from '../state/storeBuilder.ts';
import { checkCopartition } from '../topology/copartition.ts';
import { Topology } from '../topology/topology.ts';
import { TopologyBuilder } from '../topology/topologyBuilder.ts';
import { Consumed } from './consumed.ts';
import { DslBuilder } from './dslBuilder.ts';
import { GlobalKTable } from './globalKTable.ts';
import type { SourceGraphNode } from './graph/graphNode.ts';
import { mergeRepartitions } from './graph/mergeRepartitions.ts';
import { mergeSources } from './graph/mergeSources.ts';
import { shareSelfJoins } from './graph/shareSelfJoins.ts';
import { writeGraph } from './graph/writeGraph.ts';
import { KStream } from './kstream.ts';
import { KTable } from './ktable.ts';
import type { Materialized } from './materialized.ts';
import { optimizations, type TopologyOptimization } from './optimizations.ts';
import { type TableStore, tableStore } from './tableStore.ts';

const tablePrefix = 'KTABLE-SOURCE-';
const streamPrefix = 'KSTREAM-SOURCE-';

/** Where streams and tables begin, and where what was made of them becomes a topology. */
export class StreamsBuilder {
  readonly #dsl = new DslBuilder();

  /** The records of one or more topics, or of all whose whole name matches a pattern. */
  stream<K, V>(
    topics: string | readonly string[] | RegExp,
    consumed: Consumed<K, V> = Consumed.with(),
  ): KStream<K | null, V | null> {
    const builder = this.#dsl;
    const name = builder.names.orGenerate(consumed.named, streamPrefix);
    const node: SourceGraphNode = {
      kind: 'source',
      name,
      topics: typeof topics === 'string' ? [topics] : topics,
      options: consumed.options,
    };
    builder.graph.add(node, builder.graph.root);
    return new KStream<K | null, V | null>({
      builder,
      node,
      keySerde: consumed.options.keySerde as never,
      valueSerde: consumed.options.valueSerde as never,
      sources: new Set([name]),
      repartitionRequired: false,
    });
  }

  /** A topic as a table: each record replaces the row of its key, null deletes it. Records without a key are dropped. */
  table<K, V>(
    topic: string,
    consumed: Consumed<K, V> = Consumed.with(),
    materialized?: Materialized<K, V>,
  ): KTable<K, V> {
    const builder = this.#dsl;
    const store = this.#sourceStore(topic, consumed, materialized);
    const { sourceName, name } = this.#sourceNames(consumed);
    const operator = new TableSource<K, V>(
      store.name,
      store.queryableName !== undefined,
      store.historyRetentionMs,
    );
    const node = {
      kind: 'tableSource',
      ...{ name, sourceName, topic, options: consumed.options, supplier: operator },
      store: () => (operator.materialized ? store.builder() : undefined),
    } as const;
    builder.graph.add(node, builder.graph.root);
    const sources = new Set([sourceName]);
    const { keySerde, valueSerde, queryableName: queryableStoreName } = store;
    return new KTable({ builder, node, keySerde, valueSerde, sources, operator, queryableStoreName });
  }

  /** A topic as a table that every instance holds in full. */
  globalTable<K, V>(
    topic: string,
    consumed: Consumed<K, V> = Consumed.with(),
    materialized?: Materialized<K, V>,
  ): GlobalKTable<K, V> {
    const store = this.#sourceStore(topic, consumed, materialized);
    const supplier = new TableSource<K, V>(store.name, true);
    this.addGlobalStore(store.builder(), topic, consumed, supplier as ProcessorSupplier<K, V, never, never>);
    return new GlobalKTable(store.name, store.queryableName);
  }

  /** A store for processors that name it in `process` or `processValues`. */
  addStateStore(store: StoreBuilder): this {
    this.#dsl.graph.add({ kind: 'stateStore', name: store.name, store }, this.#dsl.graph.root);
    return this;
  }

  /** A store that every instance holds in full, kept by the processor given; others may read it. */
  addGlobalStore<K, V>(
    store: StoreBuilder,
    topic: string,
    consumed: Consumed<K, V>,
    supplier: ProcessorSupplier<K, V, never, never>,
  ): this {
    const { graph } = this.#dsl;
    const names = this.#sourceNames(consumed);
    const { options } = consumed;
    // Its topic already has all it holds.
    store.withLoggingDisabled();
    graph.add({ kind: 'globalStore', ...names, topic, options, supplier, store }, graph.root);
    return this;
  }

  /** The topology of all that was added so far. */
  build(options: { readonly topologyOptimization?: TopologyOptimization } = {}): Topology {
    const chosen = optimizations(options.topologyOptimization);
    const graph = this.#dsl.graph.copy();
    mergeSources(graph);
    if (chosen.mergeRepartitionTopics) mergeRepartitions(graph, this.#dsl.names);
    if (chosen.singleStoreSelfJoin) shareSelfJoins(graph);
    const topology = new TopologyBuilder();
    writeGraph(graph, topology, chosen.reuseSourceTopics);
    checkCopartition(topology);
    return new Topology(topology);
  }

  #sourceStore<K, V>(
    topic: string,
    { options }: Consumed<K, V>,
    materialized: Materialized<K, V> | undefined,
  ): TableStore<K, V> {
    const name = materialized?.options.storeName ?? this.#dsl.names.generateStore(`${topic}-`);
    return tableStore(materialized, name, options);
  }

  #sourceNames<K, V>({ named }: Consumed<K, V>): { sourceName: string; name: string } {
    const { names } = this.#dsl;
    const sourceName = names.suffixedOrGenerate(named, '-source', streamPrefix);
    return { sourceName, name: names.orGenerate(named, tablePrefix) };
  }
}
