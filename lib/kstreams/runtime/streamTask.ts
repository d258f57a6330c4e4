import { Headers } from '../processor/headers.ts';
import { after, isPromise, type MaybePromise } from '../processor/maybePromise.ts';
import type { Cancellable, PunctuationType, Punctuator } from '../processor/processorContext.ts';
import { Record } from '../processor/record.ts';
import type { RecordContext } from '../processor/recordContext.ts';
import type { TaskId } from '../processor/taskId.ts';
import type { TaskDirectory } from '../state/persistent/taskDirectory.ts';
import type { StateStore } from '../state/stateStore.ts';
import type { SourceNode, SubTopology, TopologyStore } from '../topology/processorTopology.ts';
import { type LagOf, type NextRecord, PartitionGroup } from './partitionGroup.ts';
import { PunctuationQueue } from './punctuationQueue.ts';
import { RecordQueue } from './recordQueue.ts';
import type { RawRecord } from './records.ts';
import { TaskContext, type TaskEnvironment } from './taskContext.ts';
import { TaskGraph } from './taskGraph.ts';
import type { TaskMetrics } from './taskMetrics.ts';

/** What a task is made from. */
export interface StreamTaskOptions extends TaskEnvironment {
  readonly id: TaskId;
  readonly topology: Pick<SubTopology, 'nodes' | 'stateStores'>;
  /** The source that reads each input partition; the key names the partition for this task. */
  readonly inputs: ReadonlyMap<string, SourceNode>;
  readonly lagOf: LagOf;
}

/** Offsets from which each partition is to be read on, by the names of the inputs. */
export type CommittableOffsets = ReadonlyMap<string, number>;

/**
 * A sub-topology at work on one partition of its input topics. It does nothing by itself: whoever owns it (a thread of
 * the runtime, the test driver) adds records, lets it process one at a time, punctuate and commit.
 *
 * A method answers a promise only when a processor does; it must be awaited before the next call.
 */
export class StreamTask {
  readonly id: TaskId;
  readonly #context: TaskContext;
  readonly #topology: StreamTaskOptions['topology'];
  readonly #graph: TaskGraph;
  readonly #group: PartitionGroup;
  readonly #streamTime = new PunctuationQueue();
  readonly #wallClock = new PunctuationQueue();
  readonly #consumed = new Set<string>();
  #commitNeeded = false;

  constructor(options: StreamTaskOptions) {
    const { id, topology, inputs, lagOf } = options;
    this.id = id;
    this.#topology = topology;
    const context = new TaskContext(id, topology.stateStores, options);
    this.#context = context;
    const queues = new Map(
      [...inputs].map(([partition, source]) => [partition, new RecordQueue(source, context)]),
    );
    this.#group = new PartitionGroup(queues, options.config.maxTaskIdleMs, lagOf);
    this.#graph = new TaskGraph(topology.nodes, context, (node, interval, type, punctuator) =>
      this.#schedule(node, interval, type, punctuator),
    );
  }

  get metrics(): TaskMetrics {
    return this.#context.metrics;
  }

  /** Where persistent stores and their checkpoints are; undefined when the task has none. */
  get directory(): TaskDirectory | undefined {
    return this.#context.directory;
  }

  get commitNeeded(): boolean {
    return this.#commitNeeded;
  }

  /** A processor has asked for a commit. */
  get commitRequested(): boolean {
    return this.#context.commitRequested;
  }

  /** Opens the stores; they are empty, or what they kept on disk. Restore them, then {@link initializeTopology}. */
  initializeStores(): void {
    for (const { builder } of inNodeOrder(this.#topology)) this.#context.stores.open(builder, this.#context);
  }

  /** Puts a record of a store's changelog back. */
  restore(store: string, key: Buffer, value: Buffer | null, timestamp: number): void {
    this.#context.stores.restore(store, key, value, timestamp);
  }

  /** Initialises the processors; the task is then ready for records. */
  initializeTopology(): void {
    this.#graph.init();
  }

  store(name: string): StateStore | undefined {
    return this.#context.stores.get(name);
  }

  storeNames(): string[] {
    return this.#context.stores.names();
  }

  /** Adds fetched records of an input partition; answers how many of them wait now, for back-pressure. */
  addRecords(partition: string, records: Iterable<RawRecord>): number {
    return this.#group.add(partition, records);
  }

  get buffered(): number {
    return this.#group.buffered;
  }

  /** Whether there is a record, and it need not wait for a partition that has none. */
  isProcessable(): boolean {
    return this.#group.ready(this.#context.clock.now());
  }

  /** Takes the next record through the topology; answers false when there is none. */
  process(): MaybePromise<boolean> {
    const next = this.isProcessable() ? this.#group.next() : undefined;
    if (next === undefined) return false;
    this.#context.streamTime = this.#group.streamTime;
    const done = next.record.corrupted ? undefined : this.#run(next);
    return after(done, () => this.#processed(next));
  }

  /** Runs stream-time punctuators that are due; answers whether any was. */
  punctuateStreamTime(): MaybePromise<boolean> {
    const now = this.#group.streamTime;
    return now < 0 ? false : this.#punctuate(this.#streamTime, now);
  }

  /** Runs wall-clock punctuators that are due; answers whether any was. */
  punctuateWallClock(): MaybePromise<boolean> {
    return this.#punctuate(this.#wallClock, this.#context.clock.now());
  }

  /** Writes out what the stores hold back. */
  flush(): MaybePromise<void> {
    return this.#step(undefined, () => this.#context.stores.flush());
  }

  /**
   * What comes before offsets are committed, so that nothing is lost: held-back updates go downstream and into the
   * stores, then all that was produced must have arrived. Answers the offsets that may be committed then.
   */
  prepareCommit(): MaybePromise<CommittableOffsets> {
    if (!this.#commitNeeded) return new Map();
    const sent = after(this.flush(), () => this.#context.collector.flush());
    return after(sent, () => this.#committableOffsets());
  }

  /** The offsets of {@link prepareCommit} are committed. */
  postCommit(): void {
    this.#commitNeeded = false;
    this.#context.commitRequested = false;
    this.#consumed.clear();
  }

  /** Closes processors and stores without flushing: commit before. */
  close(): void {
    try {
      this.#graph.close();
    } finally {
      this.#context.close();
    }
  }

  #run({ queue, record }: NextRecord): MaybePromise<void> {
    const { raw, key, value, timestamp } = record;
    const { topic, partition, offset, headers } = raw;
    const context = this.#context;
    context.rawRecord = raw;
    return this.#step({ topic, partition, offset, timestamp, headers }, () =>
      this.#graph.source(queue.source).forward(new Record(key, value, timestamp, headers)),
    );
  }

  #processed({ partition }: NextRecord): boolean {
    this.#consumed.add(partition);
    this.#context.metrics.processed++;
    this.#commitNeeded = true;
    return true;
  }

  /** Does the work that a record, a punctuation or a flush (no record) is, and waits for all that it started. */
  #step(record: RecordContext | undefined, work: () => MaybePromise<void>): MaybePromise<void> {
    const context = this.#context;
    context.current = record;
    let asynchronous = false;
    try {
      const done = work();
      asynchronous = isPromise(done) || context.hasPending;
      return asynchronous ? this.#finish(done) : undefined;
    } finally {
      if (!asynchronous) context.endOfStep();
    }
  }

  async #finish(work: MaybePromise<void>): Promise<void> {
    try {
      this.#context.track(work);
      await this.#context.settled();
    } finally {
      this.#context.endOfStep();
    }
  }

  #committableOffsets(): CommittableOffsets {
    const offsets = new Map<string, number>();
    for (const partition of this.#consumed) {
      const position = this.#group.position(partition);
      if (position !== undefined) offsets.set(partition, position);
    }
    return offsets;
  }

  #schedule(node: string, interval: number, type: PunctuationType, punctuator: Punctuator): Cancellable {
    if (type === 'STREAM_TIME') return this.#streamTime.schedule(node, 0, interval, punctuator);
    return this.#wallClock.schedule(node, this.#context.clock.now() + interval, interval, punctuator);
  }

  #punctuate(queue: PunctuationQueue, now: number): MaybePromise<boolean> {
    const punctuated = queue.punctuate(now, (node, timestamp, punctuator) =>
      this.#runPunctuator(node, timestamp, punctuator),
    );
    return after(punctuated, (ran) => {
      if (ran) this.#commitNeeded = true;
      return ran;
    });
  }

  #runPunctuator(node: string, timestamp: number, punctuator: Punctuator): MaybePromise<void> {
    this.#context.metrics.punctuated++;
    const failed = (error: unknown) => this.#context.errors.processing(node, null, error);
    const record = { topic: null, partition: -1, offset: -1, timestamp, headers: Headers.none };
    return this.#step(record, () => {
      try {
        const done = punctuator(timestamp);
        return isPromise(done) ? done.catch(failed) : done;
      } catch (error) {
        failed(error);
      }
    });
  }
}

/** Stores as the nodes that use them come: flushed in this order, what one forwards reaches the next in time. */
function inNodeOrder({ nodes, stateStores }: StreamTaskOptions['topology']): readonly TopologyStore[] {
  const byName = new Map(stateStores.map((store) => [store.builder.name, store]));
  const used = nodes.flatMap((node) => (node.kind === 'processor' ? node.stateStores : []));
  return [...new Set(used)].flatMap((name) => byName.get(name) ?? []);
}
