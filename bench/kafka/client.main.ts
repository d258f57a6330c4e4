import { setTimeout as wait } from 'node:timers/promises';
import kafkajs from 'kafkajs';

/** Measures kafkajs against a broker: `produce`, `consume` or `latency`. Prints one line of JSON. */
const [what, bootstrap = '', topic = '', count = '0'] = process.argv.slice(2);
const records = Number(count);
const kafka = new kafkajs.Kafka({ brokers: [bootstrap], logLevel: kafkajs.logLevel.NOTHING });
const recordBytes = 120;
const recordsInBatch = 1000;
const perSecond = 200;
const warmUpMs = 3_000;

const measure = { produce, consume, latency }[what as 'produce'];
console.log(JSON.stringify(await measure()));
process.exit();

async function connectedProducer() {
  const producer = kafka.producer({ createPartitioner: kafkajs.Partitioners.DefaultPartitioner });
  await producer.connect();
  return producer;
}

/** Records a second, 1000 in a request, one request at a time. */
async function produce() {
  const producer = await connectedProducer();
  const value = Buffer.alloc(recordBytes, 'x');
  const messages = Array.from({ length: recordsInBatch }, () => ({ value, partition: 0 }));
  const start = performance.now();
  for (let sent = 0; sent < records; sent += recordsInBatch) await producer.send({ topic, messages });
  return { recordsPerSecond: (records / (performance.now() - start)) * 1000 };
}

/** Records a second from connecting to the last one, with the settings of kafkajs. */
async function consume() {
  const consumer = kafka.consumer({ groupId: `bench-${Date.now()}` });
  const start = performance.now();
  await consumer.connect();
  await consumer.subscribe({ topic, fromBeginning: true });
  let read = 0;
  await new Promise<void>((resolve) => {
    void consumer.run({
      eachBatch: async ({ batch }) => {
        read += batch.messages.length;
        if (read >= records) resolve();
      },
    });
  });
  return { recordsPerSecond: (read / (performance.now() - start)) * 1000 };
}

/** From sending to receiving, at 200 records a second; the first seconds do not count. */
async function latency() {
  const producer = await connectedProducer();
  await producer.send({ topic, messages: [{ value: '0' }] });
  const consumer = kafka.consumer({ groupId: `bench-${Date.now()}` });
  await consumer.connect();
  await consumer.subscribe({ topic });
  const times: number[] = [];
  const begun = performance.now();
  await consumer.run({
    autoCommit: false,
    eachMessage: async ({ message }) => {
      const sentAt = Number(message.value);
      if (sentAt > begun + warmUpMs) times.push(performance.now() - sentAt);
    },
  });
  await wait(500);
  for (let sent = 0; sent < records; sent++) {
    const due = begun + 500 + (sent * 1000) / perSecond;
    await wait(Math.max(0, due - performance.now()));
    void producer.send({ topic, acks: 1, messages: [{ value: `${performance.now()}` }] });
  }
  await wait(500);
  times.sort((a, b) => a - b);
  const at = (share: number) => times[Math.floor(times.length * share)] ?? Number.NaN;
  return { p50: at(0.5), p99: at(0.99) };
}
