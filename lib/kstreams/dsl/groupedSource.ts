import type { Serde } from '../serdes/serde.ts';
import type { DslBuilder } from './dslBuilder.ts';
import type { GraphNode } from './graph/graphNode.ts';
import type { Grouped } from './grouped.ts';
import type { StreamParts } from './parts.ts';
import { repartitionNode } from './repartitionNode.ts';

/** Where the records of a group come from: the stream itself, or a repartition topic when a key may have changed. */
export class GroupedSource<K, V> {
  readonly builder: DslBuilder;
  readonly keySerde: Serde<K> | undefined;
  readonly valueSerde: Serde<V> | undefined;
  readonly #parts: StreamParts<K, V>;
  readonly #topicName: string | undefined;
  #named: GraphNode | undefined;

  constructor(parts: StreamParts<K, V>, { options }: Grouped<K, V>) {
    this.builder = parts.builder;
    this.keySerde = options.keySerde;
    this.valueSerde = options.valueSerde;
    this.#parts = parts;
    this.#topicName = options.named?.name;
  }

  /**
   * The node after which equal keys are in one partition. Several tables of a group that the user named share its
   * repartition topic, otherwise each has its own.
   * @param storeName names the topic when the group has no name
   */
  partitioned(storeName: string): { node: GraphNode; sources: ReadonlySet<string> } {
    const { node: parent, sources, repartitionRequired } = this.#parts;
    if (!repartitionRequired) return { node: parent, sources };
    const { builder, keySerde, valueSerde } = this;
    const prefix = this.#topicName ?? storeName;
    const fresh = repartitionNode(builder.names, prefix, { keySerde, valueSerde, mergeable: true });
    const node = this.#named ?? fresh;
    if (this.#topicName !== undefined) this.#named = node;
    builder.graph.add(node, parent);
    return { node, sources: new Set([node.name]) };
  }
}
