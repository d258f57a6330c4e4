import type { TableOperator } from '../operators/tableOperator.ts';
import type { Serde } from '../serdes/serde.ts';
import type { DslBuilder } from './dslBuilder.ts';
import type { GraphNode } from './graph/graphNode.ts';

/** What streams, groups and tables know of their place; `K` and `V` without null, for serdes see no null. */
interface CommonParts<K, V> {
  readonly builder: DslBuilder;
  /** The node whose records these are. */
  readonly node: GraphNode;
  /** Undefined when an operator may have changed the type. */
  readonly keySerde: Serde<K> | undefined;
  readonly valueSerde: Serde<V> | undefined;
  /** Names of the source nodes from which its partitions come. */
  readonly sources: ReadonlySet<string>;
}

export interface StreamParts<K, V> extends CommonParts<K, V> {
  /** A key may have changed since the last repartitioning. */
  readonly repartitionRequired: boolean;
}

export interface TableParts<K, V> extends CommonParts<K, V> {
  readonly operator: TableOperator<never, never, K, V>;
  /** The store's name, if the user gave it one. */
  readonly queryableStoreName: string | undefined;
}
