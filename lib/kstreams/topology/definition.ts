import type { ProcessorSupplier } from '../processor/processor.ts';
import type { TimestampExtractor } from '../processor/timestampExtractor.ts';
import type { Serde } from '../serdes/serde.ts';
import type { StoreBuilder } from '../state/storeBuilder.ts';
import type { StreamPartitioner, TopicNameExtractor } from './partitioner.ts';
import type { OffsetReset } from './processorTopology.ts';

/** How a source reads its topics; what is absent comes from the configuration. */
export interface SourceOptions<K = unknown, V = unknown> {
  readonly keySerde?: Serde<K> | undefined;
  readonly valueSerde?: Serde<V> | undefined;
  readonly timestampExtractor?: TimestampExtractor | undefined;
  readonly offsetReset?: OffsetReset | undefined;
}

/** How a sink writes to its topic; what is absent comes from the configuration. */
export interface SinkOptions<K = unknown, V = unknown> {
  readonly keySerde?: Serde<K> | undefined;
  readonly valueSerde?: Serde<V> | undefined;
  readonly partitioner?: StreamPartitioner<K, V> | undefined;
}

export interface SourceDefinition {
  readonly kind: 'source';
  readonly name: string;
  readonly parents: readonly [];
  readonly topics: readonly string[];
  readonly pattern: RegExp | undefined;
  readonly options: SourceOptions;
}

export interface ProcessorDefinition {
  readonly kind: 'processor';
  readonly name: string;
  readonly parents: readonly string[];
  readonly supplier: ProcessorSupplier<unknown, unknown, unknown, unknown>;
  /** Grows as stores are connected. */
  readonly stores: Set<string>;
}

export interface SinkDefinition {
  readonly kind: 'sink';
  readonly name: string;
  readonly parents: readonly string[];
  readonly topic: string | TopicNameExtractor<unknown, unknown>;
  readonly options: SinkOptions;
}

export type NodeDefinition = SourceDefinition | ProcessorDefinition | SinkDefinition;

export interface GlobalStoreDefinition {
  readonly source: SourceDefinition;
  readonly processor: ProcessorDefinition;
  readonly store: StoreBuilder;
}

/** What has been added to a topology so far, before it is cut into sub-topologies. All maps are in order of addition. */
export interface TopologyDefinition {
  /** All nodes, those of global stores too. */
  readonly nodes: ReadonlyMap<string, NodeDefinition>;
  readonly stores: ReadonlyMap<string, StoreBuilder>;
  /** By store name. */
  readonly globalStores: ReadonlyMap<string, GlobalStoreDefinition>;
  /** Repartition topics without the application id, and how many partitions they must have (absent: derived). */
  readonly repartitionTopics: ReadonlyMap<string, number | undefined>;
  /** Stores that are restored from a source topic instead of a changelog of their own. */
  readonly sourceChangelogs: ReadonlyMap<string, string>;
  /** Names of source nodes whose topics need the same number of partitions. */
  readonly copartitioned: readonly ReadonlySet<string>[];
}
