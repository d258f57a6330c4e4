import type { ProcessorSupplier } from '../processor/processor.ts';
import type { StoreBuilder } from '../state/storeBuilder.ts';
import { buildTopology } from './build.ts';
import type { SinkOptions, SourceOptions } from './definition.ts';
import { describe } from './describe.ts';
import type { TopologyDescription } from './description.ts';
import type { TopicNameExtractor } from './partitioner.ts';
import type { BuiltTopology } from './processorTopology.ts';
import { TopologyBuilder } from './topologyBuilder.ts';

/**
 * A graph of sources, processors and sinks, put together node by node (the Processor API). Parents come before their
 * children. What a rule forbids throws a KStreamsError: TOPOLOGY_NAME_TAKEN, TOPOLOGY_UNKNOWN_NAME, TOPOLOGY_INVALID.
 */
export class Topology {
  readonly #builder: TopologyBuilder;

  /** @param builder what is there already; `StreamsBuilder.build` passes the nodes of its streams and tables. */
  constructor(builder = new TopologyBuilder()) {
    this.#builder = builder;
  }

  /**
   * Reads one or more topics, or all whose whole name matches a pattern. A topic has one source.
   * @param options serdes, timestamp extractor and offset reset other than the configured ones
   */
  addSource<K, V>(
    name: string,
    topics: string | readonly string[] | RegExp,
    options: SourceOptions<K, V> = {},
  ): this {
    this.#builder.addSource(name, typeof topics === 'string' ? [topics] : topics, options);
    return this;
  }

  /** Adds a processor below its parents, and the stores that its supplier brings. */
  addProcessor<KIn, VIn, KOut, VOut>(
    name: string,
    supplier: ProcessorSupplier<KIn, VIn, KOut, VOut>,
    ...parentNames: string[]
  ): this {
    this.#builder.addProcessor(name, supplier, parentNames);
    return this;
  }

  /**
   * Writes to a topic, or to the one that `topic` extracts from each record (it must exist).
   * @param options serdes and partitioner other than the configured ones
   */
  addSink<K, V>(
    name: string,
    topic: string | TopicNameExtractor<K, V>,
    options: SinkOptions<K, V>,
    ...parentNames: string[]
  ): this {
    this.#builder.addSink(name, topic as string | TopicNameExtractor<unknown, unknown>, options, parentNames);
    return this;
  }

  /** Adds a store and connects it to the processors named. */
  addStateStore(store: StoreBuilder, ...processorNames: string[]): this {
    this.#builder.addStateStore(store, processorNames);
    return this;
  }

  connectProcessorAndStateStores(processorName: string, ...storeNames: string[]): this {
    for (const name of storeNames) this.#builder.connect(processorName, name);
    return this;
  }

  /**
   * Adds a store that every instance fills from all partitions of `topic`. All processors can read it without being
   * connected; only the processor given here writes to it. Its builder must have logging disabled.
   */
  addGlobalStore<K, V>(
    store: StoreBuilder,
    sourceName: string,
    topic: string,
    options: SourceOptions<K, V>,
    processorName: string,
    supplier: ProcessorSupplier<K, V, never, never>,
  ): this {
    this.#builder.addGlobalStore(store, sourceName, topic, options, processorName, supplier);
    return this;
  }

  /** What the topology looks like: as text, as JSON, as a Mermaid chart. */
  describe(): TopologyDescription {
    return describe(this.#builder);
  }

  /** The plain values that the runtime makes tasks from; internal topics get `applicationId` before their names. */
  build(applicationId: string): BuiltTopology {
    return buildTopology(this.#builder, applicationId);
  }
}
