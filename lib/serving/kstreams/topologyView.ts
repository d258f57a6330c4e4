import type { TopologyDescription } from '@kafka-tutorial/kstreams';
import type { TopologyView } from '../view.ts';

type ShownNode = TopologyView['nodes'][number];
type DescribedNode = TopologyDescription['subtopologies'][number]['nodes'][number];

/**
 * A topology as the page shows it. The text is that of Kafka Streams. In the graph topics stand for the sources and sinks
 * that read and write them, and what comes right before a topic of the server's own is one with it.
 */
export function topologyView(description: TopologyDescription): TopologyView {
  const described = description.subtopologies.flatMap(({ nodes }) => nodes);
  const shown = shownNodes(described);
  const nodes = new Map<string, ShownNode>();
  const edges = new Map<string, TopologyView['edges'][number]>();
  const connect = (from: ShownNode, to: ShownNode | undefined) => {
    if (to === undefined || to === from) return;
    nodes.set(to.id, to);
    edges.set(`${from.id} ${to.id}`, { from: from.id, to: to.id });
  };
  for (const node of described) {
    const from = shown.get(node.name);
    if (from === undefined) continue;
    nodes.set(from.id, from);
    if (node.kind === 'sink') continue;
    for (const successor of node.successors) connect(from, shown.get(successor));
    if (node.kind === 'source') continue;
    for (const store of node.stores) connect(from, { id: store, kind: 'store' });
  }
  return { text: String(description), nodes: [...nodes.values()], edges: [...edges.values()] };
}

/** What stands for each node in the graph. */
function shownNodes(described: readonly DescribedNode[]): ReadonlyMap<string, ShownNode> {
  const read = new Set(described.flatMap((node) => (node.kind === 'source' ? (node.topics ?? []) : [])));
  const written = new Set(described.flatMap((node) => (node.kind === 'sink' ? (node.topic ?? []) : [])));
  const topics = new Map<string, ShownNode>();
  for (const topic of new Set([...read, ...written])) {
    const kind = !written.has(topic) ? 'source' : read.has(topic) ? 'topic' : 'sink';
    topics.set(topic, { id: topic, kind });
  }
  const shown = new Map<string, ShownNode>();
  for (const node of described) {
    const topic = node.kind === 'sink' ? node.topic : node.kind === 'source' ? node.topics?.[0] : undefined;
    shown.set(node.name, topics.get(topic ?? '') ?? { id: node.name, kind: 'stage' });
  }
  for (const node of described) {
    if (node.kind !== 'processor' || node.successors.length !== 1) continue;
    const next = shown.get(String(node.successors[0]));
    if (next?.kind === 'topic') shown.set(node.name, next);
  }
  return shown;
}
