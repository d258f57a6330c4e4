import { setTimeout as sleep } from 'node:timers/promises';
import type { Cluster, Kafka } from 'kafkajs';
import type { RawRecord } from '../runtime/records.ts';
import { byTopic } from './byTopic.ts';
import { fetchRequest } from './fetch/fetchRequest.ts';
import { fetchWithKafkajs } from './fetch/fetchWithKafkajs.ts';
import { readFetched } from './fetch/readFetched.ts';
import { isRetriable, privateCluster } from './privateCluster.ts';
import { askBroker } from './protocol/brokerRequest.ts';
import { partitionName, type TopicPartition } from './taskPlan.ts';

const limits = { maxWaitMs: 200, maxBytes: 10 * 1024 * 1024, maxBytesPerPartition: 2 * 1024 * 1024 };
const retryMs = 500;
const retries = 60;

/** Where to read on in a partition. */
export interface Position extends TopicPartition {
  readonly offset: number;
}

/** What one fetch brought of a partition. */
export interface Fetched extends TopicPartition {
  readonly records: readonly RawRecord[];
  /** Where to read on. */
  readonly nextOffset: number;
  /** There are stable records at the position, yet none came: only empty batches, as compaction leaves them. */
  readonly isHollow: boolean;
}

/** Reads partitions from any offset without being a member of a group, which is what restoring a store takes. */
export class PartitionReader {
  readonly #topics: readonly string[];
  readonly #cluster: Cluster;

  constructor(kafka: Kafka, topics: readonly string[]) {
    this.#topics = topics;
    this.#cluster = privateCluster(kafka, { allowAutoTopicCreation: false });
  }

  async connect(): Promise<void> {
    await this.#cluster.connect();
    await this.#cluster.addMultipleTargetTopics([...this.#topics]);
    await this.#cluster.refreshMetadata();
  }

  close(): Promise<void> {
    return this.#cluster.disconnect();
  }

  /** The first offset of each partition, by name of partition. */
  beginnings(partitions: readonly TopicPartition[]): Promise<ReadonlyMap<string, number>> {
    return this.#offsets(partitions, true);
  }

  /** The offset after the last stable record of each partition, by name of partition. */
  ends(partitions: readonly TopicPartition[]): Promise<ReadonlyMap<string, number>> {
    return this.#offsets(partitions, false);
  }

  /**
   * Reads on in all these partitions; waits a moment where there is nothing. While the cluster cannot be reached, or
   * partitions move, nothing comes. Other errors are those of kafkajs.
   */
  async fetch(positions: readonly Position[]): Promise<Fetched[]> {
    try {
      return await this.#fetch(positions);
    } catch (error) {
      if (!isRetriable(error)) throw error;
      await this.#recover();
      return [];
    }
  }

  async #fetch(positions: readonly Position[]): Promise<Fetched[]> {
    const cluster = this.#cluster;
    await cluster.refreshMetadataIfNecessary();
    const byLeader = new Map<string, Position[]>();
    for (const position of positions) {
      for (const leader of Object.keys(
        cluster.findLeaderForPartitions(position.topic, [position.partition]),
      )) {
        byLeader.set(leader, [...(byLeader.get(leader) ?? []), position]);
      }
    }
    if (byLeader.size === 0) await this.#recover();
    const answers = await Promise.all([...byLeader].map(([leader, own]) => fetchFrom(cluster, leader, own)));
    return answers.flat();
  }

  async #offsets(
    partitions: readonly TopicPartition[],
    fromBeginning: boolean,
  ): Promise<ReadonlyMap<string, number>> {
    if (partitions.length === 0) return new Map();
    const topics = [...byTopic(partitions)].map(([topic, own]) => ({
      topic,
      partitions: own.map(({ partition }) => ({ partition })),
      fromBeginning,
    }));
    const offsets = await this.#patiently(() => this.#cluster.fetchTopicsOffset(topics));
    return new Map(
      offsets.flatMap(({ topic, partitions: own }) =>
        own.map(({ partition, offset }) => [partitionName({ topic, partition }), Number(offset)] as const),
      ),
    );
  }

  async #patiently<T>(ask: () => Promise<T>): Promise<T> {
    for (let left = retries; ; left--) {
      try {
        return await ask();
      } catch (error) {
        if (left === 0 || !isRetriable(error)) throw error;
        await this.#recover();
      }
    }
  }

  /** Partitions may have moved, or the cluster is away for a moment. */
  async #recover(): Promise<void> {
    await sleep(retryMs);
    // May fail for the same reason as what is to be repeated.
    await this.#cluster.refreshMetadata().catch(() => {});
  }
}

async function fetchFrom(
  cluster: Cluster,
  leader: string,
  positions: readonly Position[],
): Promise<Fetched[]> {
  const broker = await cluster.findBroker({ nodeId: leader });
  const { partitions } = await askBroker(broker, fetchRequest(positions, limits));
  const offsets = new Map(positions.map((position) => [partitionName(position), position.offset]));
  const fetched: Fetched[] = [];
  for (const partition of partitions) {
    const from = offsets.get(partitionName(partition));
    if (from === undefined) continue;
    const read = readFetched(partition, from);
    // kafkajs has errors for the error codes, and codecs that were registered for other compressions.
    if (read === undefined) return fetchWithKafkajs(broker, positions, limits);
    fetched.push(read);
  }
  return fetched;
}
