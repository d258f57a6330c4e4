import type { StreamParts } from './parts.ts';
import type { Repartitioned } from './repartitioned.ts';
import { repartitionNode } from './repartitionNode.ts';

/** A stream through a repartition topic that the user asked for. */
export function repartition<K, V>(
  parts: StreamParts<K, V>,
  { options }: Repartitioned<K, V>,
): StreamParts<K, V> {
  const { builder, node } = parts;
  const name = options.named?.name ?? builder.names.generate('KSTREAM-REPARTITION-');
  const keySerde = options.keySerde ?? parts.keySerde;
  const valueSerde = options.valueSerde ?? parts.valueSerde;
  const { partitioner, partitions } = options;
  const through = repartitionNode(builder.names, name, {
    ...{ keySerde, valueSerde, partitioner, partitions },
    mergeable: false,
  });
  builder.graph.add(through, node);
  const sources = new Set([through.name]);
  return { builder, node: through, keySerde, valueSerde, sources, repartitionRequired: false };
}
