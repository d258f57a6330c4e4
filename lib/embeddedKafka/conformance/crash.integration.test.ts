import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import kafkajs, { type Kafka, type Producer } from 'kafkajs';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { EmbeddedKafka } from '../index.ts';

const { Kafka: KafkaClient, logLevel, Partitioners } = kafkajs;
const rounds = 6;
const seed = Number(process.env.CRASH_SEED ?? Date.now() % 100_000);

let dir: string;
let port = 0;
let broker: EmbeddedKafka;

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'crash-'));
  port = 0;
});

afterEach(async () => {
  await broker.stop();
  rmSync(dir, { recursive: true, force: true });
});

/** Small segments, so that many kills meet one that has just begun. */
async function start(): Promise<Kafka> {
  const config = { topicDefaults: { 'segment.bytes': '4000' } };
  broker = await EmbeddedKafka.start({ dir, port, isolation: 'process', config });
  port = broker.port;
  return new KafkaClient({
    brokers: [broker.bootstrap],
    logLevel: logLevel.NOTHING,
    retry: { retries: 1, initialRetryTime: 10 },
  });
}

/** Numbers from 0 to 1, the same for the same seed. */
function randomNumbers(from: number): () => number {
  let state = from;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return state / 2 ** 31;
  };
}

/** Writes with `step` until the broker is killed after `afterMs`; what `step` was at then may be there or not. */
async function writeUntilKilled(
  producer: Producer,
  afterMs: number,
  step: () => Promise<void>,
): Promise<void> {
  await producer.connect();
  const killed = wait(afterMs).then(() => broker.kill());
  try {
    for (;;) await step();
  } catch {
    await killed;
  } finally {
    await producer.disconnect().catch(() => {});
  }
}

/** All committed values of the topic, by partition, in order. */
async function readAll(kafka: Kafka, topic: string): Promise<string[][]> {
  const admin = kafka.admin();
  await admin.connect();
  const ends = await admin.fetchTopicOffsets(topic);
  await admin.disconnect();
  const consumer = kafka.consumer({ groupId: 'reader', maxWaitTimeInMs: 100 });
  await consumer.connect();
  await consumer.subscribe({ topic, fromBeginning: true });
  const values: string[][] = ends.map(() => []);
  const left = new Set(ends.filter(({ high }) => high !== '0').map(({ partition }) => partition));
  const read = new Promise<void>((resolve) => {
    // Not in eachBatch: kafkajs does not call it when only a marker is left, which may begin a segment.
    consumer.on(consumer.events.END_BATCH_PROCESS, ({ payload: { partition, lastOffset } }) => {
      const end = ends.find((one) => one.partition === partition)?.high ?? '0';
      if (BigInt(lastOffset) + 1n >= BigInt(end)) left.delete(partition);
      if (left.size === 0) resolve();
    });
  });
  await consumer.run({
    eachBatch: async ({ batch }) => {
      for (const { value } of batch.messages) values[batch.partition]?.push(String(value));
    },
  });
  await read;
  await consumer.disconnect();
  return values;
}

it(`has every acknowledged record exactly once, however often it is killed (CRASH_SEED=${seed})`, async () => {
  const random = randomNumbers(seed);
  const acknowledged = new Map<string, string>();
  const attempted = new Set<string>();
  let next = 0;
  for (let round = 0; round < rounds; round++) {
    const kafka = await start();
    const producer = kafka.producer({ idempotent: true, createPartitioner: Partitioners.DefaultPartitioner });
    await writeUntilKilled(producer, 20 + random() * 400, async () => {
      const values = Array.from({ length: 1 + Math.floor(random() * 5) }, () => `${next++}`);
      for (const value of values) attempted.add(value);
      const [sent] = await producer.send({
        topic: 't',
        messages: values.map((value) => ({ value, partition: 0 })),
      });
      for (const [i, value] of values.entries()) acknowledged.set(`${Number(sent?.baseOffset) + i}`, value);
    });
  }
  const [values = []] = await readAll(await start(), 't');
  expect(acknowledged.size).toBeGreaterThan(rounds);
  for (const [offset, value] of acknowledged) expect(values[Number(offset)], `offset ${offset}`).toBe(value);
  expect(new Set(values).size).toBe(values.length);
  for (const value of values) expect(attempted).toContain(value);
}, 120_000);

it(`shows all of a committed transaction or nothing of it, however often it is killed (CRASH_SEED=${seed})`, async () => {
  const random = randomNumbers(seed + 1);
  const committed: string[] = [];
  const aborted: string[] = [];
  let next = 0;
  for (let round = 0; round < rounds; round++) {
    const kafka = await start();
    if (round === 0) {
      const admin = kafka.admin();
      await admin.connect();
      await admin.createTopics({ topics: [{ topic: 't', numPartitions: 2 }] });
      await admin.disconnect();
    }
    const producer = kafka.producer({
      ...{ transactionalId: 'tx', idempotent: true, maxInFlightRequests: 1 },
      createPartitioner: Partitioners.DefaultPartitioner,
    });
    await writeUntilKilled(producer, 50 + random() * 500, async () => {
      const value = `${next++}`;
      const transaction = await producer.transaction();
      const messages = [0, 1].map((partition) => ({ value, partition }));
      await transaction.send({ topic: 't', messages });
      if (random() < 0.3) {
        await transaction.abort();
        aborted.push(value);
      } else {
        await transaction.commit();
        committed.push(value);
      }
    });
  }
  const kafka = await start();
  // A new producer with the same id ends what the last kill left open.
  const producer = kafka.producer({ transactionalId: 'tx', idempotent: true, maxInFlightRequests: 1 });
  await producer.connect();
  const transaction = await producer.transaction();
  await transaction.send({ topic: 't', messages: [0, 1].map((partition) => ({ value: 'last', partition })) });
  await transaction.commit();
  await producer.disconnect();
  const [first = [], second = []] = await readAll(kafka, 't');
  expect(committed.length).toBeGreaterThan(rounds);
  expect(first).toEqual(second);
  expect(first).toEqual(expect.arrayContaining(committed));
  expect(new Set(first).size).toBe(first.length);
  for (const value of aborted) expect(first).not.toContain(value);
}, 120_000);
