import type { RepartitionGraphNode } from './graph/graphNode.ts';
import type { Names } from './names.ts';

const suffix = '-repartition';

export interface RepartitionOptions {
  readonly keySerde?: RepartitionGraphNode['keySerde'];
  readonly valueSerde?: RepartitionGraphNode['valueSerde'];
  readonly partitioner?: RepartitionGraphNode['partitioner'];
  readonly partitions?: number | undefined;
  /** Whether the optimiser may move and share it. */
  readonly mergeable: boolean;
}

/** A repartition topic and its three nodes, named after the operator or store that needs it. */
export function repartitionNode(
  names: Names,
  prefix: string,
  options: RepartitionOptions,
): RepartitionGraphNode {
  const topic = prefix.endsWith(suffix) ? prefix : prefix + suffix;
  const generated = {
    sinkName: names.generate('KSTREAM-SINK-'),
    filterName: names.generate('KSTREAM-FILTER-'),
    name: names.generate('KSTREAM-SOURCE-'),
  };
  const own = { sinkName: `${topic}-sink`, filterName: `${topic}-filter`, name: `${topic}-source` };
  return {
    kind: 'repartition',
    ...(/^KSTREAM.*-[0-9]{10}$/.test(prefix) ? generated : own),
    topic,
    partitions: options.partitions,
    keySerde: options.keySerde,
    valueSerde: options.valueSerde,
    partitioner: options.partitioner,
    mergeable: options.mergeable,
  };
}
