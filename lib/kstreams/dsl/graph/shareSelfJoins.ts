import type { GraphNode, StreamJoinGraphNode } from './graphNode.ts';
import type { LogicalGraph } from './logicalGraph.ts';

/** Lets the join of a stream with itself do with one store: its records need not be kept twice. */
export function shareSelfJoins(graph: LogicalGraph): void {
  for (const node of graph.nodes()) {
    const [parent, other] = graph.parentsOf(node);
    if (node.kind === 'streamJoin' && parent !== undefined && other === undefined) share(graph, node, parent);
  }
}

function share(graph: LogicalGraph, node: StreamJoinGraphNode, parent: GraphNode): void {
  for (const child of graph.childrenOf(parent)) {
    if (child.name === node.right.parentName) graph.unlink(parent, child);
  }
  graph.selfJoins.add(node);
}
