import { KStreamsError } from '../../errors.ts';
import type { SourceGraphNode } from './graphNode.ts';
import type { LogicalGraph } from './logicalGraph.ts';

/** A topic has one source: streams of the same topics, or of the same pattern, come to share the first one's. */
export function mergeSources(graph: LogicalGraph): void {
  const byTopic = new Map<string, SourceGraphNode>();
  for (const node of graph.childrenOf(graph.root)) {
    if (node.kind !== 'source') continue;
    const keys = node.topics instanceof RegExp ? [String(node.topics)] : node.topics;
    const main = keys.map((key) => byTopic.get(key)).find((other) => other !== undefined);
    if (main === undefined) for (const key of keys) byTopic.set(key, node);
    else moveChildren(graph, node, main);
  }
}

function moveChildren(graph: LogicalGraph, from: SourceGraphNode, to: SourceGraphNode): void {
  if (String(from.topics) !== String(to.topics)) {
    throw new KStreamsError(
      'TOPOLOGY_INVALID',
      `Two streams read overlapping but not equal topics: ${to.topics} and ${from.topics}.`,
      { hint: 'Read each topic once and merge the streams.' },
    );
  }
  if (from.options.offsetReset !== to.options.offsetReset) {
    throw new KStreamsError(
      'TOPOLOGY_INVALID',
      `Two streams read ${to.topics} but start at different offsets: ${to.options.offsetReset} and ${from.options.offsetReset}.`,
    );
  }
  for (const child of graph.childrenOf(from)) {
    graph.unlink(from, child);
    graph.link(to, child);
  }
  graph.unlink(graph.root, from);
}
