import { KStreamsError } from '../errors.ts';
import type { GraphNode } from './graph/graphNode.ts';
import type { LogicalGraph } from './graph/logicalGraph.ts';

/**
 * How long after their end the windows of a table take records: the greatest grace of those it is made from.
 * @throws KStreamsError TOPOLOGY_INVALID when it is not made from windows
 */
export function windowGrace(graph: LogicalGraph, node: GraphNode): number {
  if (node.kind === 'processor' && node.gracePeriodMs !== undefined) return node.gracePeriodMs;
  const parents = graph.parentsOf(node);
  if (parents.length > 0) return Math.max(...parents.map((parent) => windowGrace(graph, parent)));
  throw new KStreamsError(
    'TOPOLOGY_INVALID',
    'Windows close only where there are windows: the table is not made from a windowed aggregation.',
    { hint: 'Use Suppressed.untilTimeLimit.' },
  );
}
