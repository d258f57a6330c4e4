import { setTimeout as sleep } from 'node:timers/promises';
import { EmbeddedKafka } from '@kafka-tutorial/embedded-kafka';
import kafkajs, { type Kafka, type Message } from 'kafkajs';
import { Consumed } from '../dsl/consumed.ts';
import { Grouped } from '../dsl/grouped.ts';
import { Materialized } from '../dsl/materialized.ts';
import { Produced } from '../dsl/produced.ts';
import { StreamsBuilder } from '../dsl/streamsBuilder.ts';
import type { RawRecord } from '../runtime/records.ts';
import { Serdes } from '../serdes/serdes.ts';
import type { Topology } from '../topology/topology.ts';
import type { KafkaStreams } from './kafkaStreams.ts';
import type { KafkaStreamsConfig } from './kafkaStreamsConfig.ts';
import { PartitionReader } from './partitionReader.ts';
import { partitionName } from './taskPlan.ts';

const text = Serdes.string();

/** A broker for a test file, and what tests do with it. */
export class TestCluster {
  readonly bootstrap: string;
  readonly kafka: Kafka;
  readonly #broker: EmbeddedKafka | undefined;

  static async start(options: { readonly port?: number; readonly dir?: string } = {}): Promise<TestCluster> {
    const broker = await EmbeddedKafka.start({ ...options, config: { autoCreateTopics: false } });
    return new TestCluster(broker.bootstrap, broker);
  }

  /** A cluster that is there already. */
  static at(bootstrap: string): TestCluster {
    return new TestCluster(bootstrap, undefined);
  }

  private constructor(bootstrap: string, broker: EmbeddedKafka | undefined) {
    this.bootstrap = bootstrap;
    this.kafka = clientOf(bootstrap);
    this.#broker = broker;
  }

  get port(): number {
    return Number(this.bootstrap.split(':').at(-1));
  }

  async stop(): Promise<void> {
    await this.#broker?.stop();
  }

  async createTopics(topics: Readonly<Record<string, number>>): Promise<void> {
    await this.#withAdmin((admin) =>
      admin.createTopics({
        topics: Object.entries(topics).map(([topic, numPartitions]) => ({ topic, numPartitions })),
      }),
    );
  }

  async deleteTopic(topic: string): Promise<void> {
    await this.#withAdmin((admin) => admin.deleteTopics({ topics: [topic] }));
  }

  async produce(topic: string, messages: Message[]): Promise<void> {
    const producer = this.kafka.producer();
    await producer.connect();
    await producer.send({ topic, messages });
    await producer.disconnect();
  }

  /** All that is in a topic now, partition by partition. */
  async read(topic: string): Promise<{ partition: number; key: string; value: Buffer | null }[]> {
    const records = await readTopic(this.kafka, topic);
    return records.map(({ partition, key, value }) => ({ partition, key: String(key), value }));
  }

  /** The last count of each word in the results of {@link wordCount}. */
  async counts(topic: string): Promise<Record<string, number>> {
    const records = await this.read(topic);
    return Object.fromEntries(records.map(({ key, value }) => [key, Number(value?.readBigInt64BE())]));
  }

  async committed(groupId: string, topic: string): Promise<number> {
    const [found] = await this.#withAdmin((admin) => admin.fetchOffsets({ groupId, topics: [topic] }));
    return (found?.partitions ?? []).reduce((sum, { offset }) => sum + Math.max(0, Number(offset)), 0);
  }

  async #withAdmin<T>(work: (admin: ReturnType<Kafka['admin']>) => Promise<T>): Promise<T> {
    const admin = this.kafka.admin();
    await admin.connect();
    try {
      return await work(admin);
    } finally {
      await admin.disconnect();
    }
  }
}

/** All records that are in a topic now, partition by partition. */
export async function readTopic(kafka: Kafka, topic: string): Promise<RawRecord[]> {
  const reader = new PartitionReader(kafka, [topic]);
  const admin = kafka.admin();
  await Promise.all([reader.connect(), admin.connect()]);
  try {
    const all = (await admin.fetchTopicOffsets(topic)).map(({ partition }) => ({ topic, partition }));
    const beginnings = await reader.beginnings(all);
    const ends = await reader.ends(all);
    const byPartition = new Map<number, RawRecord[]>(all.map(({ partition }) => [partition, []]));
    let open = all.map((part) => ({ ...part, offset: beginnings.get(partitionName(part)) ?? 0 }));
    for (;;) {
      open = open.filter((part) => part.offset < (ends.get(partitionName(part)) ?? 0));
      if (open.length === 0) return [...byPartition.values()].flat();
      for (const fetched of await reader.fetch(open)) {
        byPartition.get(fetched.partition)?.push(...fetched.records);
        open = open.map((part) =>
          part.partition === fetched.partition ? { ...part, offset: fetched.nextOffset } : part,
        );
      }
    }
  } finally {
    await Promise.all([reader.close(), admin.disconnect()]);
  }
}

export function clientOf(bootstrap: string): Kafka {
  return new kafkajs.Kafka({
    brokers: [bootstrap],
    logLevel: process.env.KSTREAMS_TEST_LOG ? kafkajs.logLevel.INFO : kafkajs.logLevel.NOTHING,
    retry: { initialRetryTime: 50 },
  });
}

/** Quick to notice members that come and go. */
export const quick = {
  commitIntervalMs: 200,
  sessionTimeoutMs: 6_000,
  heartbeatIntervalMs: 200,
  pollMs: 50,
} satisfies Partial<KafkaStreamsConfig>;

/** Counts the words of `lines` into `counts`, by way of a repartition topic. */
export function wordCount(
  { lines, counts }: { lines: string; counts: string },
  onLine: (line: string | null) => void = () => {},
): Topology {
  const builder = new StreamsBuilder();
  builder
    .stream(lines, Consumed.with(text, text))
    .peek((_key, line) => onLine(line))
    .flatMapValues((line) => line?.split(' ') ?? [])
    .groupBy((_key, word) => word, Grouped.with(text, text).withName('words'))
    .count(Materialized.as<string, number>('counts').withKeySerde(text).withCachingDisabled())
    .toStream()
    .to(counts, Produced.with(text, Serdes.long()));
  return builder.build();
}

/** Waits for a condition and says what it waited for when it does not come. */
export async function until(
  what: string,
  condition: () => boolean | Promise<boolean>,
  timeoutMs = 20_000,
): Promise<void> {
  const end = Date.now() + timeoutMs;
  while (!(await condition())) {
    if (Date.now() > end) throw new Error(`Waited ${timeoutMs} ms for ${what}.`);
    await sleep(50);
  }
}

export async function running(...clients: KafkaStreams[]): Promise<void> {
  for (const client of clients) await until('RUNNING', () => client.state() === 'RUNNING');
}
