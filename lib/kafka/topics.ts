import { setTimeout as sleep } from 'node:timers/promises';
import type { Admin, ITopicConfig, Kafka, PartitionMetadata } from 'kafkajs';
import { KafkaConnectionError } from './errors.ts';

/** A topic that a program needs. */
export interface TopicSpec {
  readonly topic: string;
  readonly partitions: number;
  /** Settings of a topic that is created; those of one that exists stay as they are. */
  readonly configEntries?: readonly { readonly name: string; readonly value: string }[];
}

const readyMs = 15_000;
const pauseMs = 50;
const notYet = ['UNKNOWN_TOPIC_OR_PARTITION', 'LEADER_NOT_AVAILABLE', 'NOT_LEADER_FOR_PARTITION'];

/**
 * Creates the topics that are missing, with as many replicas as the cluster's default says, and waits until every partition of
 * all of them has a leader that answers. Several programs may do this at the same time.
 *
 * @throws KafkaConnectionError KAFKA_TOPIC_PARTITIONS, KAFKA_TOPIC_NOT_READY; errors of kafkajs, such as of missing rights
 */
export async function ensureTopics(kafka: Kafka, specs: readonly TopicSpec[]): Promise<void> {
  const admin = kafka.admin();
  await admin.connect();
  try {
    const existing = new Set(await admin.listTopics());
    const missing = specs.filter(({ topic }) => !existing.has(topic));
    if (missing.length > 0) {
      await admin.createTopics({ topics: missing.map(topicConfig), waitForLeaders: false });
    }
    await awaitLeaders(admin, specs, Date.now() + readyMs);
  } finally {
    await admin.disconnect();
  }
}

function topicConfig({ topic, partitions, configEntries = [] }: TopicSpec): ITopicConfig {
  return { topic, numPartitions: partitions, configEntries: [...configEntries] };
}

async function awaitLeaders(admin: Admin, specs: readonly TopicSpec[], deadline: number): Promise<void> {
  const waiting = new Map(specs.map((spec) => [spec.topic, spec]));
  for (;;) {
    for (const spec of waiting.values()) {
      const partitions = await partitionsOf(admin, spec.topic);
      if (!partitions) continue;
      if (partitions.length !== spec.partitions) throw otherPartitions(spec, partitions.length);
      if (partitions.every(({ leader }) => leader >= 0) && (await leadersAnswer(admin, spec.topic))) {
        waiting.delete(spec.topic);
      }
    }
    if (waiting.size === 0) return;
    if (Date.now() >= deadline) {
      const names = [...waiting.keys()].join(', ');
      throw new KafkaConnectionError(
        'KAFKA_TOPIC_NOT_READY',
        `no leaders for ${names} after ${readyMs / 1000} s`,
        { hint: 'Are enough brokers of the cluster running?' },
      );
    }
    await sleep(pauseMs);
  }
}

/** Undefined while the broker that is asked has not heard of the topic from the controller. */
async function partitionsOf(admin: Admin, topic: string): Promise<PartitionMetadata[] | undefined> {
  const metadata = await unlessNotYet(admin.fetchTopicMetadata({ topics: [topic] }));
  return metadata?.topics[0]?.partitions;
}

/** A broker may be named as leader of a partition a moment before it knows itself; only asking the leaders tells. */
async function leadersAnswer(admin: Admin, topic: string): Promise<boolean> {
  return (await unlessNotYet(admin.fetchTopicOffsets(topic))) !== undefined;
}

async function unlessNotYet<T>(request: Promise<T>): Promise<T | undefined> {
  try {
    return await request;
  } catch (error) {
    if (error instanceof Error && 'type' in error && notYet.includes(String(error.type))) return undefined;
    throw error;
  }
}

function otherPartitions({ topic, partitions }: TopicSpec, found: number): KafkaConnectionError {
  return new KafkaConnectionError(
    'KAFKA_TOPIC_PARTITIONS',
    `the topic ${topic} has ${found} partitions; expected ${partitions}`,
    {
      hint: `Delete the topic ${topic} and what is in it, and start again: it is then created with ${partitions}. Adding partitions would tear records of one key apart.`,
    },
  );
}
