import { filter } from '../../operators/filter.ts';
import { failOnInvalidTimestamp } from '../../processor/timestampExtractor.ts';
import type { TopologyBuilder } from '../../topology/topologyBuilder.ts';
import type {
  GraphNode,
  ProcessorGraphNode,
  RepartitionGraphNode,
  StreamJoinGraphNode,
  TableJoinGraphNode,
  TableRepartitionGraphNode,
  TableSourceGraphNode,
} from './graphNode.ts';
import type { LogicalGraph } from './logicalGraph.ts';

/**
 * Writes the graph to a topology, each node after its parents and otherwise in the order of addition.
 * @param reuseSourceTopics a table's source topic serves as the changelog of its store
 */
export function writeGraph(graph: LogicalGraph, topology: TopologyBuilder, reuseSourceTopics: boolean): void {
  const written = new Set<GraphNode>([graph.root]);
  const ready = new Set(graph.childrenOf(graph.root));
  for (;;) {
    const node = takeFirst(graph, ready);
    if (node === undefined) break;
    writeNode(node, { parents: parentNames(graph, node), topology, graph, reuseSourceTopics });
    written.add(node);
    for (const child of graph.childrenOf(node)) {
      if (graph.parentsOf(child).every((parent) => written.has(parent))) ready.add(child);
    }
  }
  topology.copartitioned.push(...graph.copartitioned);
}

function takeFirst(graph: LogicalGraph, ready: Set<GraphNode>): GraphNode | undefined {
  let first: GraphNode | undefined;
  for (const node of ready) {
    if (first === undefined || graph.priorityOf(node) < graph.priorityOf(first)) first = node;
  }
  if (first !== undefined) ready.delete(first);
  return first;
}

function parentNames(graph: LogicalGraph, node: GraphNode): string[] {
  return graph.parentsOf(node).map((parent) => parent.name);
}

interface Place {
  readonly parents: readonly string[];
  readonly topology: TopologyBuilder;
  readonly graph: LogicalGraph;
  readonly reuseSourceTopics: boolean;
}

type Writers = {
  [Kind in GraphNode['kind']]: (node: Extract<GraphNode, { kind: Kind }>, place: Place) => void;
};

const writers: Writers = {
  root: () => {},
  source: (node, { topology }) => topology.addSource(node.name, node.topics, node.options),
  tableSource: writeTableSource,
  globalStore(node, { topology }) {
    const { store, sourceName, topic, options, name, supplier } = node;
    topology.addGlobalStore(store, sourceName, topic, options, name, supplier);
  },
  stateStore: (node, { topology }) => topology.addStateStore(node.store, []),
  processor: writeProcessor,
  streamJoin: writeStreamJoin,
  tableJoin: writeTableJoin,
  repartition(node, { parents, topology, graph }) {
    const keepsNullKeys = hasBelow(graph, node, (below) => 'takesNullKeys' in below && below.takesNullKeys);
    topology.addProcessor(node.filterName, keepsNullKeys ? everything : withoutNullKeys, parents);
    writeRepartitionTopic(node, node.partitions, [node.filterName], topology);
  },
  tableRepartition: (node, { parents, topology }) =>
    writeRepartitionTopic(node, undefined, parents, topology),
  sink: (node, { parents, topology }) => topology.addSink(node.name, node.topic, node.options, parents),
};

function writeNode<Kind extends GraphNode['kind']>(
  node: Extract<GraphNode, { kind: Kind }>,
  place: Place,
): void {
  const write: Writers[Kind] = writers[node.kind as Kind];
  write(node, place);
}

function writeTableSource(node: TableSourceGraphNode, { topology, reuseSourceTopics }: Place): void {
  topology.addSource(node.sourceName, [node.topic], node.options);
  topology.addProcessor(node.name, node.supplier, [node.sourceName]);
  const store = node.store();
  if (store === undefined) return;
  if (reuseSourceTopics) {
    store.withLoggingDisabled();
    topology.sourceChangelogs.set(store.name, node.topic);
  }
  topology.addStateStore(store, [node.name]);
}

function writeProcessor(node: ProcessorGraphNode, { parents, topology }: Place): void {
  topology.addProcessor(node.name, node.supplier, parents);
  for (const name of node.storeNames) topology.connect(node.name, name);
  const store = node.store();
  if (store !== undefined) topology.addStateStore(store, [node.name]);
}

function writeStreamJoin(node: StreamJoinGraphNode, { topology, graph }: Place): void {
  const { name, left, right } = node;
  if (graph.selfJoins.has(node)) {
    topology.addProcessor(name, node.selfJoin, [left.parentName]);
    return;
  }
  for (const side of [left, right]) topology.addProcessor(side.name, side.supplier, [side.parentName]);
  topology.addProcessor(name, node.merge, [left.name, right.name]);
}

function writeTableJoin(node: TableJoinGraphNode, { topology }: Place): void {
  const { name, left, right } = node;
  for (const side of [left, right]) topology.addProcessor(side.name, side.supplier, [side.parentName]);
  topology.addProcessor(name, node.merge, [left.name, right.name]);
  const store = node.store();
  if (store !== undefined) topology.addStateStore(store, [name]);
  for (const side of [left, right]) {
    for (const storeName of side.storeNames) topology.connect(side.name, storeName);
  }
}

/** Whether a node below this one passes. */
function hasBelow(graph: LogicalGraph, node: GraphNode, passes: (below: GraphNode) => boolean): boolean {
  const below = new Set(graph.childrenOf(node));
  for (const child of below) {
    if (passes(child)) return true;
    for (const next of graph.childrenOf(child)) below.add(next);
  }
  return false;
}

function writeRepartitionTopic(
  node: RepartitionGraphNode | TableRepartitionGraphNode,
  partitions: number | undefined,
  parents: readonly string[],
  topology: TopologyBuilder,
): void {
  const { keySerde, valueSerde, partitioner } = node;
  topology.repartitionTopics.set(node.topic, partitions);
  topology.addSink(node.sinkName, node.topic, { keySerde, valueSerde, partitioner }, parents);
  const timestampExtractor = failOnInvalidTimestamp;
  topology.addSource(node.name, [node.topic], { keySerde, valueSerde, timestampExtractor });
}

/** A record without a key belongs to no group. */
const withoutNullKeys = filter((key: unknown) => key !== null);

/** Unless something below wants it nevertheless. */
const everything = filter(() => true);
