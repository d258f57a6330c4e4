import type {
  GlobalStoreDefinition,
  ProcessorDefinition,
  SinkDefinition,
  SourceDefinition,
  TopologyDefinition,
} from './definition.ts';
import {
  type GlobalStoreDescription,
  type NodeDescription,
  type ProcessorDescription,
  type SinkDescription,
  type SourceDescription,
  TopologyDescription,
} from './description.ts';
import { copiedCapacity, javaHashOrder } from './javaHashOrder.ts';
import { type LinkedNode, linkNodes } from './linkedNodes.ts';
import { nodeGroups } from './nodeGroups.ts';
import type { TopicNameExtractor } from './partitioner.ts';

/** Describes a topology, with all names in the order in which Java prints them. */
export function describe(definition: TopologyDefinition): TopologyDescription {
  const globalSources = new Map<string, GlobalStoreDefinition>();
  for (const store of definition.globalStores.values()) globalSources.set(store.source.name, store);
  const subtopologies = [];
  const globalStores = [];
  for (const [id, group] of nodeGroups(definition.nodes).entries()) {
    const global = group.map((node) => globalSources.get(node.name)).find((store) => store !== undefined);
    if (global === undefined) subtopologies.push({ id, nodes: linkNodes(group).map(describeNode) });
    else globalStores.push(describeGlobalStore(id, global));
  }
  return new TopologyDescription(subtopologies, globalStores);
}

function describeGlobalStore(
  id: number,
  { source, processor }: GlobalStoreDefinition,
): GlobalStoreDescription {
  return {
    id,
    source: describeSource(source, [processor.name]),
    processor: describeProcessor(processor, [], [source.name]),
  };
}

function describeNode({ definition, successors, predecessors }: LinkedNode): NodeDescription {
  switch (definition.kind) {
    case 'source':
      return describeSource(definition, successors);
    case 'processor':
      return describeProcessor(definition, successors, predecessors);
    case 'sink':
      return describeSink(definition, predecessors);
  }
}

function describeSource(source: SourceDefinition, successors: readonly string[]): SourceDescription {
  const topics = source.pattern ? undefined : javaHashOrder(source.topics, copiedCapacity);
  return { kind: 'source', name: source.name, topics, pattern: source.pattern?.source, successors };
}

function describeProcessor(
  processor: ProcessorDefinition,
  successors: readonly string[],
  predecessors: readonly string[],
): ProcessorDescription {
  const stores = javaHashOrder(processor.stores, copiedCapacity);
  return { kind: 'processor', name: processor.name, stores, successors, predecessors };
}

function describeSink(sink: SinkDefinition, predecessors: readonly string[]): SinkDescription {
  const fixed = typeof sink.topic === 'string';
  return {
    kind: 'sink',
    name: sink.name,
    topic: fixed ? (sink.topic as string) : undefined,
    extractor: fixed ? undefined : extractorText(sink.topic as TopicNameExtractor<unknown, unknown>),
    predecessors,
  };
}

/** Its own text if it has one, else the name of its class. */
function extractorText(extractor: TopicNameExtractor<unknown, unknown>): string {
  return extractor.toString === Object.prototype.toString ? extractor.constructor.name : String(extractor);
}
