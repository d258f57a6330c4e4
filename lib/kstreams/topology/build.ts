import { copartitionGroups } from './copartition.ts';
import type { NodeDefinition, SourceDefinition, TopologyDefinition } from './definition.ts';
import { changelogTopic, changelogTopicName, internalTopicName, repartitionTopic } from './internalTopics.ts';
import { nodeGroups } from './nodeGroups.ts';
import { wholePattern } from './pattern.ts';
import type {
  BuiltTopology,
  GlobalStore,
  InternalTopic,
  ProcessorNode,
  SinkNode,
  SourceNode,
  SubTopology,
  TopologyNode,
  TopologyStore,
} from './processorTopology.ts';

/** Cuts a topology into sub-topologies and gives internal topics the names they have in the cluster. */
export function buildTopology(definition: TopologyDefinition, applicationId: string): BuiltTopology {
  const build = new Build(definition, applicationId);
  const subtopologies: SubTopology[] = [];
  const globalStores: GlobalStore[] = [];
  for (const [id, group] of nodeGroups(definition.nodes).entries()) {
    const global = build.globalStore(id, group);
    if (global === undefined) subtopologies.push(build.subtopology(id, group));
    else globalStores.push(global);
  }
  const internalTopics = subtopologies.flatMap((subtopology) => subtopology.internalTopics).sort(byName);
  return { applicationId, subtopologies, globalStores, internalTopics };
}

class Build {
  readonly #definition: TopologyDefinition;
  readonly #applicationId: string;
  readonly #children = new Map<string, string[]>();

  constructor(definition: TopologyDefinition, applicationId: string) {
    this.#definition = definition;
    this.#applicationId = applicationId;
    for (const node of definition.nodes.values()) {
      this.#children.set(node.name, []);
      for (const parent of node.parents) this.#children.get(parent)?.push(node.name);
    }
  }

  globalStore(id: number, group: readonly NodeDefinition[]): GlobalStore | undefined {
    for (const { source, processor, store } of this.#definition.globalStores.values()) {
      if (!group.includes(source)) continue;
      const nodes = { source: this.#source(source), processor: this.#node(processor) as ProcessorNode };
      return { id, ...nodes, store };
    }
    return undefined;
  }

  subtopology(id: number, group: readonly NodeDefinition[]): SubTopology {
    const stateStores = this.#stores(group);
    const topics = new Set(group.flatMap((node) => (node.kind === 'source' ? node.topics : [])));
    return {
      id,
      nodes: group.map((node) => this.#node(node)),
      stateStores,
      internalTopics: [...this.#repartitionTopics(id, topics), ...changelogs(id, stateStores)].sort(byName),
      copartitionGroups: copartitionGroups(this.#definition, topics).map((names) =>
        names.map((name) => this.#fullName(name)),
      ),
    };
  }

  #stores(group: readonly NodeDefinition[]): TopologyStore[] {
    const names = new Set(group.flatMap((node) => (node.kind === 'processor' ? [...node.stores] : [])));
    const stores = [...this.#definition.stores].filter(([name]) => names.has(name));
    return stores.map(([name, builder]) => {
      const source = this.#definition.sourceChangelogs.get(name);
      if (source !== undefined) return { builder, changelogTopic: source, changelogIsSource: true };
      const own = builder.loggingEnabled ? changelogTopicName(this.#applicationId, name) : undefined;
      return { builder, changelogTopic: own, changelogIsSource: false };
    });
  }

  #repartitionTopics(id: number, sourceTopics: ReadonlySet<string>): InternalTopic[] {
    const own = [...this.#definition.repartitionTopics].filter(([name]) => sourceTopics.has(name));
    return own.map(([name, partitions]) => repartitionTopic(this.#fullName(name), id, partitions));
  }

  #node(node: NodeDefinition): TopologyNode {
    switch (node.kind) {
      case 'source':
        return this.#source(node);
      case 'processor': {
        const { kind, name, supplier } = node;
        return { kind, name, supplier, stateStores: [...node.stores], children: this.#childrenOf(node) };
      }
      case 'sink':
        return this.#sink(node);
    }
  }

  #source(node: SourceDefinition): SourceNode {
    const { keySerde, valueSerde, timestampExtractor, offsetReset } = node.options;
    return {
      kind: 'source',
      name: node.name,
      topics: node.topics.map((topic) => this.#fullName(topic)),
      pattern: node.pattern && wholePattern(node.pattern),
      keySerde,
      valueSerde,
      timestampExtractor,
      offsetReset,
      children: this.#childrenOf(node),
    };
  }

  #sink(node: Extract<NodeDefinition, { kind: 'sink' }>): SinkNode {
    const { keySerde, valueSerde, partitioner } = node.options;
    const topic = typeof node.topic === 'string' ? this.#fullName(node.topic) : node.topic;
    return { kind: 'sink', name: node.name, topic, keySerde, valueSerde, partitioner };
  }

  #childrenOf(node: NodeDefinition): readonly string[] {
    return this.#children.get(node.name) ?? [];
  }

  #fullName(topic: string): string {
    return this.#definition.repartitionTopics.has(topic)
      ? internalTopicName(this.#applicationId, topic)
      : topic;
  }
}

function changelogs(id: number, stores: readonly TopologyStore[]): InternalTopic[] {
  return stores.flatMap(({ builder, changelogTopic: name }) =>
    name === undefined ? [] : [changelogTopic(name, id, builder)],
  );
}

function byName(a: InternalTopic, b: InternalTopic): number {
  return a.name < b.name ? -1 : Number(a.name > b.name);
}
