import { KStreamsError } from '../errors.ts';
import { isPromise } from '../processor/maybePromise.ts';
import { Record } from '../processor/record.ts';
import type { GlobalStore } from '../topology/processorTopology.ts';
import type { NodeContext } from './processorContext.ts';
import { RecordQueue } from './recordQueue.ts';
import type { RawRecord } from './records.ts';
import { TaskContext, type TaskEnvironment } from './taskContext.ts';
import { TaskGraph } from './taskGraph.ts';
import type { TaskMetrics } from './taskMetrics.ts';

interface Input {
  readonly queue: RecordQueue;
  readonly source: NodeContext;
}

/**
 * Fills the global stores: each topic's records go through the store's own processor as they come, whichever partition
 * they are from. Other tasks read the stores; nothing is forwarded, committed or punctuated here.
 */
export class GlobalTask {
  readonly #context: TaskContext;
  readonly #stores: readonly GlobalStore[];
  readonly #graph: TaskGraph;
  readonly #inputs: ReadonlyMap<string, Input>;

  /** `environment.globalStores` is where the stores are opened, for other tasks to read. */
  constructor(globalStores: readonly GlobalStore[], environment: TaskEnvironment) {
    this.#stores = globalStores;
    const nodes = globalStores.flatMap(({ source, processor }) => [source, processor]);
    const context = new TaskContext(
      { subtopology: -1, partition: -1 },
      globalStores.map(({ store, source }) => ({
        builder: store,
        changelogTopic: source.topics[0],
        changelogIsSource: true,
      })),
      environment,
      environment.globalStores,
    );
    this.#context = context;
    this.#graph = new TaskGraph(nodes, context, refusePunctuator);
    this.#inputs = new Map(
      globalStores.flatMap(({ source }) =>
        source.topics.map((topic) => [
          topic,
          { queue: new RecordQueue(source, context), source: this.#graph.source(source) },
        ]),
      ),
    );
  }

  get metrics(): TaskMetrics {
    return this.#context.metrics;
  }

  get topics(): readonly string[] {
    return [...this.#inputs.keys()];
  }

  initialize(): void {
    for (const { store } of this.#stores) this.#context.stores.open(store, this.#context);
    this.#graph.init();
  }

  /** Applies a record of one of the topics. */
  update(record: RawRecord): void {
    const input = this.#inputs.get(record.topic);
    if (input === undefined) throw new Error(`${record.topic} is not the topic of a global store.`);
    input.queue.add([record]);
    const stamped = input.queue.poll();
    if (stamped === undefined || stamped.corrupted) return;
    const { topic, partition, offset, headers } = record;
    const { key, value, timestamp } = stamped;
    this.#context.rawRecord = record;
    this.#context.current = { topic, partition, offset, timestamp, headers };
    try {
      const done = input.source.forward(new Record(key, value, timestamp, headers));
      if (isPromise(done)) refuseAsynchronous(input.queue.source.name);
    } finally {
      this.#context.current = undefined;
      this.#context.rawRecord = undefined;
    }
  }

  close(): void {
    try {
      this.#graph.close();
    } finally {
      this.#context.close();
    }
  }
}

function refusePunctuator(node: string): never {
  throw new KStreamsError(
    'PROCESSOR_MISUSED',
    `${node} fills a global store: it cannot schedule punctuators.`,
  );
}

function refuseAsynchronous(source: string): never {
  throw new KStreamsError(
    'PROCESSOR_MISUSED',
    `The processor below ${source} fills a global store: it cannot be asynchronous.`,
  );
}
