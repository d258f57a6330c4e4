import { setTimeout as sleep } from 'node:timers/promises';
import { EmbeddedKafka } from '@kafka-tutorial/embedded-kafka';
import kafkajs, { type Kafka, type Message } from 'kafkajs';
import { Consumed } from '../dsl/consumed.ts';
import { Grouped } from '../dsl/grouped.ts';
import { Materialized } from '../dsl/materialized.ts';
import { Produced } from '../dsl/produced.ts';
import { StreamsBuilder } from '../dsl/streamsBuilder.ts';
import { Serdes } from '../serdes/serdes.ts';
import type { Topology } from '../topology/topology.ts';
import type { KafkaStreams } from './kafkaStreams.ts';
import type { KafkaStreamsConfig } from './kafkaStreamsConfig.ts';
import { PartitionReader } from './partitionReader.ts';
import { partitionName } from './taskPlan.ts';

const text = Serdes.string();

/** A broker for a test file, and what tests do with it. */
export class TestCluster {
  readonly broker: EmbeddedKafka;
  readonly kafka: Kafka;

  static async start(options: { readonly port?: number; readonly dir?: string } = {}): Promise<TestCluster> {
    return new TestCluster(await EmbeddedKafka.start({ ...options, config: { autoCreateTopics: false } }));
  }

  private constructor(broker: EmbeddedKafka) {
    this.broker = broker;
    this.kafka = clientOf(broker.bootstrap);
  }

  stop(): Promise<void> {
    return this.broker.stop();
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
    const partitions = await this.#withAdmin((admin) => admin.fetchTopicOffsets(topic));
    const reader = new PartitionReader(this.kafka, [topic]);
    await reader.connect();
    const all = partitions.map(({ partition }) => ({ topic, partition }));
    const [beginnings, ends] = [await reader.beginnings(all), await reader.ends(all)];
    let open = all.map((part) => ({ ...part, offset: beginnings.get(partitionName(part)) ?? 0 }));
    const records: { partition: number; key: string; value: Buffer | null }[] = [];
    for (;;) {
      open = open.filter((part) => part.offset < (ends.get(partitionName(part)) ?? 0));
      if (open.length === 0) break;
      for (const fetched of await reader.fetch(open)) {
        records.push(
          ...fetched.records.map(({ partition, key, value }) => ({ partition, key: String(key), value })),
        );
        open = open.map((part) =>
          part.partition === fetched.partition ? { ...part, offset: fetched.nextOffset } : part,
        );
      }
    }
    await reader.close();
    return records;
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
export function wordCount({ lines, counts }: { lines: string; counts: string }): Topology {
  const builder = new StreamsBuilder();
  builder
    .stream(lines, Consumed.with(text, text))
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
