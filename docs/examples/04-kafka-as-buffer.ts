import { setTimeout as sleep } from 'node:timers/promises';
import { EmbeddedKafka } from '@kafka-tutorial/embedded-kafka';
import { RecordSource } from '@kafka-tutorial/serving';
import { Kafka, logLevel } from 'kafkajs';

const broker = await EmbeddedKafka.start();
const kafka = new Kafka({ brokers: [broker.bootstrap], logLevel: logLevel.NOTHING });
const topic = 'backlog';
const producer = kafka.producer();
await producer.connect();
await producer.send({ topic, messages: Array.from({ length: 5000 }, (_, i) => ({ value: `record ${i}` })) });
await producer.disconnect();

const consumer = kafka.consumer({ groupId: 'slow', maxWaitTimeInMs: 100 });
const records = new RecordSource({ consumer, topic, highWaterMark: 100 });
await records.start();

while (consumer.paused().length === 0) await sleep(10);
console.log(`nobody reads: ${records.readableLength} records are ready, the consumer is paused`);

let read = 0;
for await (const _record of records) {
  if (++read === 5000) records.stop();
}
console.log(`read ${read} records, paused partitions: ${consumer.paused().length}`);
await consumer.disconnect();
await broker.stop();
