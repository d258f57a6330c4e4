import type { Names } from '../names.ts';
import { repartitionNode } from '../repartitionNode.ts';
import type { GraphNode, RepartitionGraphNode } from './graphNode.ts';
import type { LogicalGraph } from './logicalGraph.ts';

/**
 * Lets several aggregations below one change of the key share one repartition topic: the topic moves up, directly
 * below the node that changed the key, and what was between them happens after it. A value that was changed in
 * between is in the way, for the topic would then carry another type.
 */
export function mergeRepartitions(graph: LogicalGraph, names: Names): void {
  for (const [keyChanger, repartitions] of repartitionsByKeyChanger(graph)) {
    if (repartitions.size > 0) shareOne(graph, names, keyChanger, [...repartitions]);
  }
}

type Groups = Map<GraphNode, Set<RepartitionGraphNode>>;

function repartitionsByKeyChanger(graph: LogicalGraph): Groups {
  const groups: Groups = new Map();
  for (const node of graph.nodes()) if (hasRole(node, 'keyChanging')) groups.set(node, new Set());
  for (const node of graph.nodes()) {
    if (node.kind !== 'repartition' || !node.mergeable) continue;
    const changer = graph.findUpwards(node, (other) => hasRole(other, 'keyChanging'));
    const nearest = graph.findUpwards(
      node,
      (other) => hasRole(other, 'keyChanging') || hasRole(other, 'valueChanging'),
    );
    if (changer !== undefined && changer === nearest) groups.get(changer)?.add(node);
  }
  return belowMerges(graph, groups);
}

/** Where streams with changed keys were merged, the shared topic can go no higher than below the merge. */
function belowMerges(graph: LogicalGraph, groups: Groups): Groups {
  const merged: Groups = new Map();
  const replaced = new Set<GraphNode>();
  for (const merge of graph.nodes().filter((node) => hasRole(node, 'merge'))) {
    const repartitions = new Set<RepartitionGraphNode>();
    for (const [changer, own] of groups) {
      const allBelow = [...own].every((node) => childAbove(graph, node, merge) !== undefined);
      if (!allBelow || childAbove(graph, merge, changer) === undefined) continue;
      for (const node of own) repartitions.add(node);
      replaced.add(changer);
    }
    merged.set(merge, repartitions);
  }
  const kept = [...groups].filter(([changer]) => !replaced.has(changer));
  return new Map([...kept, ...merged].map(([above, nodes]) => [above, withOneWayUp(graph, above, nodes)]));
}

/**
 * A topic whose records also come by another way stays where it is: what comes that way would not be repartitioned.
 * (Java 4.1 moves it, and then counts such records in the wrong partition, or refuses the topology.)
 */
function withOneWayUp(
  graph: LogicalGraph,
  above: GraphNode,
  nodes: ReadonlySet<RepartitionGraphNode>,
): Set<RepartitionGraphNode> {
  return new Set([...nodes].filter((node) => !graph.reachesRoot(node, above)));
}

function shareOne(
  graph: LogicalGraph,
  names: Names,
  keyChanger: GraphNode,
  repartitions: readonly RepartitionGraphNode[],
): void {
  const first = repartitions[0] as RepartitionGraphNode;
  const shared = repartitionNode(names, first.topic, {
    keySerde: repartitions.find((node) => node.keySerde)?.keySerde,
    valueSerde: repartitions.find((node) => node.valueSerde)?.valueSerde,
    mergeable: true,
  });
  // Written right after the node that changes the key, before all that follows.
  graph.setPriority(shared, graph.priorityOf(keyChanger));
  for (const replaced of repartitions) {
    const child = childAbove(graph, replaced, keyChanger) as GraphNode;
    graph.link(shared, child);
    graph.unlink(keyChanger, child);
    bypass(graph, replaced);
    for (const sources of graph.copartitioned) if (sources.delete(replaced.name)) sources.add(shared.name);
  }
  graph.link(keyChanger, shared);
}

function bypass(graph: LogicalGraph, node: GraphNode): void {
  const [parents, children] = [graph.parentsOf(node), graph.childrenOf(node)];
  for (const child of children) {
    graph.unlink(node, child);
    for (const parent of parents) graph.link(parent, child);
  }
  for (const parent of parents) graph.unlink(parent, node);
}

/** The child of `ancestor` through which the way up from `node` leads; undefined when it leads elsewhere. */
function childAbove(graph: LogicalGraph, node: GraphNode, ancestor: GraphNode): GraphNode | undefined {
  return graph.findUpwards(node, (other) => graph.parentsOf(other).includes(ancestor));
}

function hasRole(node: GraphNode, role: 'keyChanging' | 'valueChanging' | 'merge'): boolean {
  return node.kind === 'processor' && node.role === role;
}
