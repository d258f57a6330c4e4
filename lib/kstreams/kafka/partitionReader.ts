import { setTimeout as sleep } from 'node:timers/promises';
import type { Cluster, IHeaders, Kafka } from 'kafkajs';
import type { RawRecord } from '../runtime/records.ts';
import { byTopic } from './byTopic.ts';
import { fromKafkaHeaders } from './headers.ts';
import { isRetriable, privateCluster } from './privateCluster.ts';
import { partitionName, type TopicPartition } from './taskPlan.ts';

const maxBytesPerPartition = 1024 * 1024;
const maxBytesPerFetch = 10 * 1024 * 1024;
const maxWaitMs = 200;
const retryMs = 500;
const retries = 60;
/** Kafka's code for reading only what is committed. */
const readCommitted = 1;

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

/** What of kafkajs' answer to a fetch is used here; its types leave it open. */
interface FetchAnswer {
  readonly responses: readonly {
    readonly topicName: string;
    readonly partitions: readonly {
      readonly partition: number;
      readonly lastStableOffset?: string;
      readonly abortedTransactions?: readonly AbortedTransaction[];
      readonly messages: readonly FetchedMessage[];
    }[];
  }[];
}

interface AbortedTransaction {
  readonly producerId: string;
  readonly firstOffset: string;
}

interface FetchedMessage {
  readonly offset: string;
  readonly timestamp: string;
  readonly key: Buffer | null;
  readonly value: Buffer | null;
  readonly headers?: IHeaders;
  readonly isControlRecord?: boolean;
  readonly batchContext?: { readonly producerId: string; readonly inTransaction: boolean };
}

async function fetchFrom(
  cluster: Cluster,
  leader: string,
  positions: readonly Position[],
): Promise<Fetched[]> {
  const broker = await cluster.findBroker({ nodeId: leader });
  const topics = byTopic(positions);
  const answer: FetchAnswer = await broker.fetch({
    isolationLevel: readCommitted,
    maxWaitTime: maxWaitMs,
    minBytes: 1,
    maxBytes: maxBytesPerFetch,
    topics: [...topics].map(([topic, own]) => ({
      topic,
      partitions: own.map(({ partition, offset }) => ({
        partition,
        fetchOffset: String(offset),
        maxBytes: maxBytesPerPartition,
      })),
    })),
  });
  const offsets = new Map(positions.map((position) => [partitionName(position), position.offset]));
  return answer.responses.flatMap(({ topicName: topic, partitions }) =>
    partitions.map(({ partition, messages, abortedTransactions, lastStableOffset }) => {
      const from = offsets.get(partitionName({ topic, partition })) as number;
      const last = messages.at(-1);
      return {
        topic,
        partition,
        records: toRecords(topic, partition, from, committed(messages, abortedTransactions ?? [])),
        nextOffset: last === undefined ? from : Math.max(from, Number(last.offset) + 1),
        isHollow: last === undefined && Number(lastStableOffset ?? -1) > from,
      };
    }),
  );
}

/** A batch comes whole, also when the position is in the middle of it. */
function toRecords(
  topic: string,
  partition: number,
  from: number,
  messages: Iterable<FetchedMessage>,
): RawRecord[] {
  const records: RawRecord[] = [];
  for (const message of messages) {
    const offset = Number(message.offset);
    if (offset < from) continue;
    const { key, value } = message;
    const timestamp = Number(message.timestamp);
    records.push({
      topic,
      partition,
      offset,
      timestamp,
      key,
      value,
      headers: fromKafkaHeaders(message.headers),
    });
  }
  return records;
}

/** Without the markers that end transactions, and without the records of those that were aborted. */
function* committed(
  messages: readonly FetchedMessage[],
  abortedTransactions: readonly AbortedTransaction[],
): Generator<FetchedMessage> {
  const begins = [...abortedTransactions].sort((a, b) => Number(a.firstOffset) - Number(b.firstOffset));
  const aborting = new Set<string>();
  for (const message of messages) {
    while (begins[0] !== undefined && Number(begins[0].firstOffset) <= Number(message.offset)) {
      aborting.add(String(begins.shift()?.producerId));
    }
    const producer = String(message.batchContext?.producerId);
    if (message.isControlRecord) aborting.delete(producer);
    else if (!message.batchContext?.inTransaction || !aborting.has(producer)) yield message;
  }
}
