import type { ProcessorSupplier } from '../../processor/processor.ts';
import type { Serde } from '../../serdes/serde.ts';
import type { StoreBuilder } from '../../state/storeBuilder.ts';
import type { SinkOptions, SourceOptions } from '../../topology/definition.ts';
import type { StreamPartitioner, TopicNameExtractor } from '../../topology/partitioner.ts';

/**
 * One step of the logical graph: what a call of the DSL adds, before it is known which topics can be shared. A node
 * becomes one or several nodes of the topology; its children are attached to the one that bears its name.
 */
export type GraphNode =
  | RootNode
  | SourceGraphNode
  | TableSourceGraphNode
  | GlobalStoreGraphNode
  | StateStoreGraphNode
  | ProcessorGraphNode
  | StreamJoinGraphNode
  | TableJoinGraphNode
  | RepartitionGraphNode
  | TableRepartitionGraphNode
  | SinkGraphNode;

/** The parent of everything that has no other. */
export interface RootNode {
  readonly kind: 'root';
  readonly name: 'root';
}

export interface SourceGraphNode {
  readonly kind: 'source';
  readonly name: string;
  readonly topics: readonly string[] | RegExp;
  readonly options: SourceOptions;
}

/** A topic and the table that is made from it. */
export interface TableSourceGraphNode {
  readonly kind: 'tableSource';
  readonly name: string;
  readonly sourceName: string;
  readonly topic: string;
  readonly options: SourceOptions;
  readonly supplier: ProcessorSupplier<unknown, unknown, unknown, unknown>;
  /** Asked when the topology is written: only then is it known whether the table needs a store. */
  store(): StoreBuilder | undefined;
}

export interface GlobalStoreGraphNode {
  readonly kind: 'globalStore';
  readonly name: string;
  readonly sourceName: string;
  readonly topic: string;
  readonly options: SourceOptions;
  readonly supplier: ProcessorSupplier<unknown, unknown, never, never>;
  readonly store: StoreBuilder;
}

export interface StateStoreGraphNode {
  readonly kind: 'stateStore';
  readonly name: string;
  readonly store: StoreBuilder;
}

export interface ProcessorGraphNode {
  readonly kind: 'processor';
  readonly name: string;
  readonly supplier: ProcessorSupplier<unknown, unknown, unknown, unknown>;
  /** Decides how far up a repartition topic may move. */
  readonly role: 'keyChanging' | 'valueChanging' | 'merge' | 'other';
  /** Stores of others that it uses. */
  readonly storeNames: readonly string[];
  /** Its own store; asked when the topology is written. */
  store(): StoreBuilder | undefined;
  /** How long its windows take records after their end, if it makes windows. */
  readonly gracePeriodMs: number | undefined;
  /** It takes records without a key, so no repartitioning before it may drop them. */
  readonly takesNullKeys: boolean;
}

type AnyProcessorSupplier = ProcessorSupplier<unknown, unknown, unknown, unknown>;

/** A processor of a join, and the node before it. */
interface JoinSide {
  readonly name: string;
  readonly supplier: AnyProcessorSupplier;
  readonly parentName: string;
}

/** The join of two streams: a processor for each side, below the one that keeps its records, and one below both. */
export interface StreamJoinGraphNode {
  readonly kind: 'streamJoin';
  /** That of the node where both sides come together. */
  readonly name: string;
  readonly left: JoinSide;
  readonly right: JoinSide;
  readonly merge: AnyProcessorSupplier;
  /** Stands for all three when both sides are the same stream and may share a store. */
  readonly selfJoin: AnyProcessorSupplier;
  readonly takesNullKeys: boolean;
}

/** The join of two tables by their keys. */
export interface TableJoinGraphNode {
  readonly kind: 'tableJoin';
  /** That of the node where both sides come together. */
  readonly name: string;
  readonly left: TableJoinSide;
  readonly right: TableJoinSide;
  readonly merge: AnyProcessorSupplier;
  /** The result's store, if it has one. */
  store(): StoreBuilder | undefined;
}

/** A side also reads the stores of the other table. */
interface TableJoinSide extends JoinSide {
  readonly storeNames: readonly string[];
}

/** A topic between two operators of a stream, with the filter for null keys before it. Named after its source. */
export interface RepartitionGraphNode {
  readonly kind: 'repartition';
  readonly name: string;
  readonly filterName: string;
  readonly sinkName: string;
  readonly topic: string;
  /** Absent: as many as the topics it is read together with. */
  readonly partitions: number | undefined;
  readonly keySerde: Serde<unknown> | undefined;
  readonly valueSerde: Serde<unknown> | undefined;
  readonly partitioner: StreamPartitioner<unknown, unknown> | undefined;
  /** False when it was asked for by `repartition()`: it then stays where it is. */
  readonly mergeable: boolean;
}

/** A topic through which a table's updates go: to groups, or to another table. Named after its source. */
export interface TableRepartitionGraphNode {
  readonly kind: 'tableRepartition';
  readonly name: string;
  readonly sinkName: string;
  readonly topic: string;
  readonly keySerde: Serde<unknown> | undefined;
  readonly valueSerde: Serde<unknown> | undefined;
  readonly partitioner?: StreamPartitioner<unknown, unknown> | undefined;
}

export interface SinkGraphNode {
  readonly kind: 'sink';
  readonly name: string;
  readonly topic: string | TopicNameExtractor<unknown, unknown>;
  readonly options: SinkOptions;
}
