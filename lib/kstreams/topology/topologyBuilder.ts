import { KStreamsError } from '../errors.ts';
import type { ProcessorSupplier } from '../processor/processor.ts';
import type { StoreBuilder } from '../state/storeBuilder.ts';
import type {
  GlobalStoreDefinition,
  NodeDefinition,
  ProcessorDefinition,
  SinkOptions,
  SourceDefinition,
  SourceOptions,
  TopologyDefinition,
} from './definition.ts';
import type { TopicNameExtractor } from './partitioner.ts';
import { matchesWhole } from './pattern.ts';

/**
 * Collects nodes and stores and checks each as it comes. `Topology` is the public face of it; the DSL writes to it
 * directly, for it also needs internal topics and co-partitioning.
 */
export class TopologyBuilder implements TopologyDefinition {
  readonly nodes = new Map<string, NodeDefinition>();
  readonly stores = new Map<string, StoreBuilder>();
  readonly globalStores = new Map<string, GlobalStoreDefinition>();
  readonly repartitionTopics = new Map<string, number | undefined>();
  readonly sourceChangelogs = new Map<string, string>();
  readonly copartitioned: Set<string>[] = [];

  addSource(name: string, topics: readonly string[] | RegExp, options: SourceOptions): void {
    this.#requireNewNode(name);
    if (topics instanceof RegExp) this.#requirePatternUnread(topics);
    else this.#requireTopicsUnread(topics);
    this.nodes.set(name, sourceDefinition(name, topics, options));
  }

  addProcessor<KIn, VIn, KOut, VOut>(
    name: string,
    supplier: ProcessorSupplier<KIn, VIn, KOut, VOut>,
    parents: readonly string[],
  ): void {
    this.#requireNewNode(name);
    this.#requireParents(name, parents);
    const [one, another] = [supplier.get(), supplier.get()];
    if (one === another) {
      throw new KStreamsError(
        'TOPOLOGY_INVALID',
        `Expected the supplier of processor ${name} to answer a new processor at each call, got the same one twice.`,
        { hint: 'Each task needs its own instance: create it inside get().' },
      );
    }
    this.nodes.set(name, processorDefinition(name, supplier, parents));
    for (const store of supplier.stores?.() ?? []) this.addStateStore(store, [name]);
  }

  addSink(
    name: string,
    topic: string | TopicNameExtractor<unknown, unknown>,
    options: SinkOptions,
    parents: readonly string[],
  ): void {
    this.#requireNewNode(name);
    this.#requireParents(name, parents);
    this.nodes.set(name, { kind: 'sink', name, parents: [...parents], topic, options });
  }

  /** A builder that was added before under this name may be added again, another one may not. */
  addStateStore(store: StoreBuilder, processors: readonly string[]): void {
    const known = this.stores.get(store.name);
    if (this.globalStores.has(store.name) || (known !== undefined && known !== store)) {
      throw nameTaken(`A different store has already been added with the name ${store.name}.`);
    }
    this.stores.set(store.name, store);
    for (const processor of processors) this.connect(processor, store.name);
  }

  connect(processorName: string, storeName: string): void {
    if (this.globalStores.has(storeName)) {
      throw invalid(`Store ${storeName} is global: every processor can use it, it must not be connected.`);
    }
    if (!this.stores.has(storeName)) throw unknownName(`Store ${storeName} is not added yet.`);
    const node = this.nodes.get(processorName);
    if (node === undefined) throw unknownName(`Processor ${processorName} is not added yet.`);
    if (node.kind !== 'processor') {
      throw invalid(
        `Store ${storeName} can only be connected to a processor; ${processorName} is a ${node.kind}.`,
      );
    }
    node.stores.add(storeName);
  }

  addGlobalStore<K, V>(
    store: StoreBuilder,
    sourceName: string,
    topic: string,
    options: SourceOptions<K, V>,
    processorName: string,
    supplier: ProcessorSupplier<K, V, never, never>,
  ): void {
    if (sourceName === processorName) {
      throw nameTaken(`Source and processor of a global store need different names, both are ${sourceName}.`);
    }
    this.#requireNewNode(sourceName);
    this.#requireNewNode(processorName);
    if (this.stores.has(store.name) || this.globalStores.has(store.name)) {
      throw nameTaken(`A different store has already been added with the name ${store.name}.`);
    }
    if (store.loggingEnabled) {
      throw new KStreamsError(
        'TOPOLOGY_INVALID',
        `The global store ${store.name} must not have logging enabled.`,
        {
          hint: 'Its topic already has all it holds: call withLoggingDisabled() on its builder.',
        },
      );
    }
    this.#requireTopicsUnread([topic]);
    const source = sourceDefinition(sourceName, [topic], options);
    const processor = processorDefinition(processorName, supplier, [sourceName]);
    processor.stores.add(store.name);
    this.nodes.set(sourceName, source);
    this.nodes.set(processorName, processor);
    this.globalStores.set(store.name, { source, processor, store });
  }

  #requireNewNode(name: string): void {
    if (!this.nodes.has(name)) return;
    throw new KStreamsError('TOPOLOGY_NAME_TAKEN', `A node with the name ${name} is already added.`, {
      hint: 'Name the nodes, or the groups whose repartition topics collide: Named.as(name), Grouped.as(name).',
    });
  }

  #requireParents(name: string, parents: readonly string[]): void {
    if (parents.length === 0) throw invalid(`Node ${name} must have at least one parent.`);
    for (const parent of parents) {
      if (parent === name) throw invalid(`Node ${name} cannot be a parent of itself.`);
      const node = this.nodes.get(parent);
      if (node === undefined) throw unknownName(`The parent ${parent} of node ${name} is not added yet.`);
      if (node.kind === 'sink') throw invalid(`Sink ${parent} cannot be the parent of ${name}.`);
    }
  }

  #requireTopicsUnread(topics: readonly string[]): void {
    if (topics.length === 0) throw invalid('A source needs at least one topic.');
    const read = new Set<string>();
    for (const source of this.#sources()) {
      for (const topic of source.topics) read.add(topic);
      const caught = source.pattern && topics.find((topic) => matchesWhole(source.pattern as RegExp, topic));
      if (caught !== undefined)
        throw invalid(`Topic ${caught} matches the pattern of source ${source.name}.`);
    }
    for (const topic of topics) {
      if (read.has(topic)) throw invalid(`Topic ${topic} is already read by another source.`);
      read.add(topic);
    }
  }

  #requirePatternUnread(pattern: RegExp): void {
    for (const source of this.#sources()) {
      const caught = source.topics.find((topic) => matchesWhole(pattern, topic));
      if (caught !== undefined) {
        throw invalid(
          `Pattern ${pattern.source} matches topic ${caught}, which source ${source.name} already reads.`,
        );
      }
    }
  }

  *#sources(): Iterable<SourceDefinition> {
    for (const node of this.nodes.values()) if (node.kind === 'source') yield node;
  }
}

function sourceDefinition(
  name: string,
  topics: readonly string[] | RegExp,
  options: SourceOptions,
): SourceDefinition {
  const [exact, pattern] = topics instanceof RegExp ? [[], topics] : [[...topics], undefined];
  return { kind: 'source', name, parents: [], topics: exact, pattern, options };
}

function processorDefinition(
  name: string,
  supplier: ProcessorDefinition['supplier'],
  parents: readonly string[],
): ProcessorDefinition {
  return { kind: 'processor', name, parents: [...parents], supplier, stores: new Set() };
}

const nameTaken = (message: string) => new KStreamsError('TOPOLOGY_NAME_TAKEN', message);
const unknownName = (message: string) => new KStreamsError('TOPOLOGY_UNKNOWN_NAME', message);
const invalid = (message: string) => new KStreamsError('TOPOLOGY_INVALID', message);
