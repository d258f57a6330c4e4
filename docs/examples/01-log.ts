import { EmbeddedKafka } from '@kafka-tutorial/embedded-kafka';
import { Kafka, logLevel } from 'kafkajs';

const broker = await EmbeddedKafka.start();
const kafka = new Kafka({ brokers: [broker.bootstrap], logLevel: logLevel.NOTHING });
const topic = 'measurements';

const producer = kafka.producer();
await producer.connect();
for (const value of ['pH 3.51', 'pH 3.20', 'pH 3.26']) {
  const [written] = await producer.send({ topic, messages: [{ value }] });
  console.log(`${value} is written at offset ${written?.baseOffset}`);
}
await producer.disconnect();

await read('ada', 0);
await read('bob', 0);
await read('ada again', 1);
await broker.stop();

async function read(reader: string, from: number): Promise<void> {
  const consumer = kafka.consumer({ groupId: reader, maxWaitTimeInMs: 100 });
  await consumer.connect();
  await consumer.subscribe({ topic });
  const seen = await new Promise<string[]>((resolve, reject) => {
    const values: string[] = [];
    const eachMessage = async ({ message }: { message: { offset: string; value: Buffer | null } }) => {
      values.push(String(message.value));
      if (message.offset === '2') resolve(values);
    };
    consumer.run({ eachMessage }).catch(reject);
    consumer.seek({ topic, partition: 0, offset: String(from) });
  });
  await consumer.disconnect();
  console.log(`${reader} reads from offset ${from}: ${seen.join(', ')}`);
}
