import type { ProcessorSupplier } from '../processor/processor.ts';
import type { TimestampExtractor } from '../processor/timestampExtractor.ts';
import type { Serde } from '../serdes/serde.ts';
import type { StoreBuilder } from '../state/storeBuilder.ts';
import type { StreamPartitioner, TopicNameExtractor } from './partitioner.ts';

/**
 * What a topology becomes when it is built: plain values, printable, never changed again. The runtime makes tasks
 * from them. Nodes refer to each other and to stores by name; a serde that is absent is the configured default.
 */
export interface SourceNode {
  readonly kind: 'source';
  readonly name: string;
  /** Exact names, with the application id before those of internal topics; empty when there is a pattern. */
  readonly topics: readonly string[];
  readonly pattern: RegExp | undefined;
  readonly keySerde: Serde<unknown> | undefined;
  readonly valueSerde: Serde<unknown> | undefined;
  readonly timestampExtractor: TimestampExtractor | undefined;
  /** Where to start without a committed offset; absent: as configured. */
  readonly offsetReset: OffsetReset | undefined;
  readonly children: readonly string[];
}

export type OffsetReset = 'earliest' | 'latest' | 'none';

export interface ProcessorNode {
  readonly kind: 'processor';
  readonly name: string;
  readonly supplier: ProcessorSupplier<unknown, unknown, unknown, unknown>;
  /** Names of the stores it may use, in the order in which they were connected. */
  readonly stateStores: readonly string[];
  readonly children: readonly string[];
}

export interface SinkNode {
  readonly kind: 'sink';
  readonly name: string;
  /** A fixed topic (with the application id when internal) or one chosen for each record. */
  readonly topic: string | TopicNameExtractor<unknown, unknown>;
  readonly keySerde: Serde<unknown> | undefined;
  readonly valueSerde: Serde<unknown> | undefined;
  readonly partitioner: StreamPartitioner<unknown, unknown> | undefined;
}

export type TopologyNode = SourceNode | ProcessorNode | SinkNode;

/** A topic that the library creates and owns, or a source topic that serves as a changelog. */
export interface InternalTopic {
  readonly name: string;
  readonly kind: 'changelog' | 'repartition';
  /** The sub-topology that reads it. */
  readonly subtopology: number;
  /** Absent: as many as the topics it goes together with. */
  readonly partitions: number | undefined;
  /** Topic configuration, for example `cleanup.policy`. */
  readonly config: Readonly<Record<string, string>>;
}

export interface TopologyStore {
  readonly builder: StoreBuilder;
  /** Full name of the topic that the store is logged to and restored from; absent: not logged. */
  readonly changelogTopic: string | undefined;
  /** The changelog is a source topic of the same task: restored from it, never written by the store. */
  readonly changelogIsSource: boolean;
}

/** Nodes that are connected with each other, by edges or by shared stores: a task runs one of them for one partition. */
export interface SubTopology {
  readonly id: number;
  /** Parents before children, in the order in which they were added. */
  readonly nodes: readonly TopologyNode[];
  readonly stateStores: readonly TopologyStore[];
  /** Internal topics it reads, by name: its repartition topics and its stores' changelogs. */
  readonly internalTopics: readonly InternalTopic[];
  /** Source topics (exact names) that need the same number of partitions, group by group. */
  readonly copartitionGroups: readonly (readonly string[])[];
}

/** A store that every instance holds in full: read from all partitions of its topic by its own processor. */
export interface GlobalStore {
  readonly id: number;
  readonly source: SourceNode;
  readonly processor: ProcessorNode;
  readonly store: StoreBuilder;
}

export interface BuiltTopology {
  readonly applicationId: string;
  readonly subtopologies: readonly SubTopology[];
  readonly globalStores: readonly GlobalStore[];
  /** All internal topics, by name. */
  readonly internalTopics: readonly InternalTopic[];
}
