import type { Kafka } from 'kafkajs';
import type { Clock } from '../runtime/clock.ts';
import { GlobalTask } from '../runtime/globalTask.ts';
import type { RawRecord } from '../runtime/records.ts';
import { StateManager } from '../runtime/stateManager.ts';
import type { TaskConfig } from '../runtime/streamsConfig.ts';
import type { BuiltTopology } from '../topology/processorTopology.ts';
import type { PartitionCounts } from './partitionCounts.ts';
import { PartitionReader, type Position } from './partitionReader.ts';
import { IdempotentProducer } from './producer/idempotentProducer.ts';
import { ProducerCollector } from './producerCollector.ts';
import { restoreAll, type StateRestoreListener } from './restore.ts';
import { partitionName, type TopicPartition } from './taskPlan.ts';

export interface GlobalStoresOptions {
  readonly topology: BuiltTopology;
  readonly kafka: Kafka;
  readonly taskConfig: TaskConfig;
  readonly counts: PartitionCounts;
  readonly clock: Clock;
  readonly restoreListener: StateRestoreListener;
  readonly onFailure: (error: unknown) => void;
}

/** Keeps the global stores of this instance up to date with their topics: all of it before the start, then what comes. */
export class GlobalStores {
  readonly stores = new StateManager();
  readonly #options: GlobalStoresOptions;
  readonly #reader: PartitionReader;
  readonly #producer: IdempotentProducer;
  readonly #task: GlobalTask;
  readonly #ended = new AbortController();
  #following: Promise<void> = Promise.resolve();

  constructor(options: GlobalStoresOptions) {
    this.#options = options;
    const { topology, kafka, taskConfig, counts, clock } = options;
    // For dead letters.
    this.#producer = IdempotentProducer.on(kafka);
    this.#task = new GlobalTask(topology.globalStores, {
      config: taskConfig,
      clock,
      collector: new ProducerCollector(this.#producer, counts),
      cache: undefined,
      globalStores: this.stores,
    });
    this.#reader = new PartitionReader(kafka, this.#task.topics);
  }

  /** Done when the stores hold what their topics held at the time of the call. */
  async start(): Promise<void> {
    await Promise.all([this.#reader.connect(), this.#producer.connect()]);
    this.#task.initialize();
    const partitions = this.#partitions();
    const ends = await this.#reader.ends(partitions);
    const positions = partitions.map((partition) => ({
      ...partition,
      offset: ends.get(partitionName(partition)) ?? 0,
    }));
    const restorations = positions.map(({ topic, partition, offset }) => ({
      ...{ topic, partition, end: offset, store: this.#storeOf(topic) },
      apply: (record: RawRecord) => this.#task.update(record),
    }));
    await restoreAll(restorations, this.#reader, this.#options.restoreListener, this.#ended.signal);
    this.#following = this.#follow(positions).catch((error: unknown) => this.#options.onFailure(error));
  }

  async close(): Promise<void> {
    this.#ended.abort();
    await this.#following;
    this.#task.close();
    await Promise.all([this.#reader.close(), this.#producer.disconnect()]);
  }

  async #follow(start: readonly Position[]): Promise<void> {
    let positions = start;
    while (!this.#ended.signal.aborted) {
      const fetched = await this.#reader.fetch(positions);
      for (const record of fetched.flatMap(({ records }) => records)) this.#task.update(record);
      const next = new Map(fetched.map((part) => [partitionName(part), part.nextOffset]));
      positions = positions.map((old) => ({ ...old, offset: next.get(partitionName(old)) ?? old.offset }));
    }
  }

  #partitions(): TopicPartition[] {
    return this.#task.topics.flatMap((topic) =>
      Array.from({ length: this.#options.counts.get(topic) ?? 0 }, (_, partition) => ({ topic, partition })),
    );
  }

  #storeOf(topic: string): string {
    const global = this.#options.topology.globalStores.find(({ source }) => source.topics.includes(topic));
    return global?.store.name ?? topic;
  }
}
