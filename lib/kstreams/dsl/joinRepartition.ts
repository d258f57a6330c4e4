import type { Serde } from '../serdes/serde.ts';
import type { GraphNode } from './graph/graphNode.ts';
import type { StreamParts } from './parts.ts';
import { repartitionNode } from './repartitionNode.ts';

/** The topics through which streams go to their joins; several joins of one stream share the first one's topic. */
const topics = new WeakMap<StreamParts<never, never>, GraphNode>();

/** A stream as it can be joined: repartitioned before if its key may have changed. */
export function partitionedForJoin<K, V>(
  parts: StreamParts<K, V>,
  name: string | undefined,
  serdes: { readonly keySerde?: Serde<K> | undefined; readonly valueSerde?: Serde<V> | undefined },
): StreamParts<K, V> {
  const { builder, node } = parts;
  const keySerde = serdes.keySerde ?? parts.keySerde;
  const valueSerde = serdes.valueSerde ?? parts.valueSerde;
  if (!parts.repartitionRequired) return { ...parts, keySerde, valueSerde };
  const fresh = repartitionNode(builder.names, name ?? node.name, { keySerde, valueSerde, mergeable: true });
  const owner = parts as unknown as StreamParts<never, never>;
  const known = name === undefined ? topics.get(owner) : undefined;
  const through = known ?? fresh;
  if (known === undefined) {
    topics.set(owner, through);
    builder.graph.add(through, node);
  }
  return {
    ...{ builder, node: through, keySerde, valueSerde },
    sources: new Set([through.name]),
    repartitionRequired: false,
  };
}
