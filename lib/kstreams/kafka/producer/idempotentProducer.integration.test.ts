import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { EmbeddedKafka } from '@kafka-tutorial/embedded-kafka';
import type { EachBatchPayload, Kafka } from 'kafkajs';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { Headers } from '../../processor/headers.ts';
import { clientOf } from '../testing.ts';
import { IdempotentProducer } from './idempotentProducer.ts';

const records = 30_000;
const partitions = 3;
let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'kstreams-producer-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

async function createTopic(
  kafka: Kafka,
  topic: string,
  configEntries: { name: string; value: string }[] = [],
) {
  const admin = kafka.admin();
  await admin.connect();
  await admin.createTopics({ topics: [{ topic, numPartitions: partitions, configEntries }] });
  await admin.disconnect();
}

/** What kafkajs' own consumer finds, partition by partition. */
async function found(kafka: Kafka, topic: string, wanted: number): Promise<number[][]> {
  const values: number[][] = Array.from({ length: partitions }, () => []);
  const consumer = kafka.consumer({ groupId: 'reader' });
  await consumer.connect();
  await consumer.subscribe({ topics: [topic], fromBeginning: true });
  let count = 0;
  await new Promise<void>((resolve, reject) => {
    const eachBatch = async ({ batch }: EachBatchPayload) => {
      for (const { value } of batch.messages) values[batch.partition]?.push(Number(value));
      count += batch.messages.length;
      if (count >= wanted) resolve();
    };
    consumer.run({ autoCommit: false, eachBatch }).catch(reject);
  });
  await consumer.disconnect();
  return values;
}

function sendNumber(producer: IdempotentProducer, topic: string, number: number) {
  producer.send({
    ...{ topic, partition: number % partitions, key: null, value: Buffer.from(`${number}`) },
    ...{ timestamp: number, headers: Headers.none },
  });
}

const inOrder = Array.from({ length: partitions }, (_, partition) =>
  Array.from({ length: records / partitions }, (_, i) => i * partitions + partition),
);

it('writes each record once and in order while the broker is killed and comes back', async () => {
  const settings = { dir, isolation: 'process' } as const;
  let started = EmbeddedKafka.start(settings);
  const { port, bootstrap } = await started;
  const kafka = clientOf(bootstrap);
  await createTopic(kafka, 'numbers');
  const producer = IdempotentProducer.on(kafka);
  try {
    await producer.connect();
    for (let number = 0; number < records; number++) {
      sendNumber(producer, 'numbers', number);
      // Some requests are under way when it is killed, and records go on to be taken.
      if (number % 100 === 0) await sleep(1);
      if (number % (records / 4) !== records / 8) continue;
      await (await started).kill();
      started = EmbeddedKafka.start({ ...settings, port });
    }
    await producer.flush();
    expect(await found(kafka, 'numbers', records)).toEqual(inOrder);
  } finally {
    await producer.disconnect();
    await (await started).stop();
  }
});

it('writes to a topic that takes only small batches', async () => {
  const broker = await EmbeddedKafka.start({ dir });
  const kafka = clientOf(broker.bootstrap);
  await createTopic(kafka, 'small', [{ name: 'max.message.bytes', value: '5000' }]);
  const producer = IdempotentProducer.on(kafka);
  try {
    await producer.connect();
    for (let number = 0; number < records; number++) sendNumber(producer, 'small', number);
    await producer.flush();
    expect(await found(kafka, 'small', records)).toEqual(inOrder);
  } finally {
    await producer.disconnect();
    await broker.stop();
  }
});
