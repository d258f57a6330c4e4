import { WineRecord } from '@kafka-tutorial/proto';
import { textTable } from '@kafka-tutorial/util';
import type { Consumer, EachMessagePayload } from 'kafkajs';
import { type Broker, withBroker } from '../checking/broker.ts';
import type { Lab } from './lab.ts';

const records = 10;
const poisonAt = 4;
const lives = 3;
const topic = 'wines';
const deadLetters = 'dead-letters';

export const poisonRecord: Lab = {
  name: 'poison-record',
  title: 'A poison record',
  chapter: 'docs/02-libraries-and-microservices.md',
  story: `Ten wine records are on a topic; the fifth is cut off in the middle, so it cannot be decoded. A consumer without dead letters
throws, crashes and is started again, ${lives} times in all. One with dead letters publishes what it cannot read and goes on.`,
  question:
    'How many good records has each of them processed in the end? One that is processed again counts again.',
  choices: {
    a: `Both ${records - 1}: the first one skips the bad record when it is started again.`,
    b: `The first ${poisonAt}, however often it is started; the second ${records - 1}.`,
    c: `The first ${lives * poisonAt}: the same ${poisonAt} in each of its lives; the second ${records - 1}.`,
  },
  answer: 'b',
  run: (say) =>
    withBroker(async (broker) => {
      await broker.createTopic(topic);
      await broker.createTopic(deadLetters);
      const good = Buffer.from(WineRecord.encode({ alcohol: 9.4, dataType: 'wine' }).finish());
      const values = Array.from({ length: records }, (_, n) => (n === poisonAt ? good.subarray(0, 5) : good));
      await broker.produce(
        topic,
        values.map((value) => ({ value })),
      );

      let without = 0;
      for (let life = 1; life <= lives; life++) {
        say(`without dead letters, life ${life}`);
        await liveUntil(broker, 'without', ({ message }) => {
          WineRecord.decode(message.value ?? Buffer.alloc(0));
          without++;
        });
      }

      say('with dead letters');
      let withThem = 0;
      const producer = broker.kafka.producer();
      await producer.connect();
      await liveUntil(broker, 'with', async ({ message, partition }) => {
        try {
          WineRecord.decode(message.value ?? Buffer.alloc(0));
          withThem++;
        } catch (error) {
          const headers = {
            'error.message': error instanceof Error ? error.message : String(error),
            'source.topic': topic,
            'source.partition': String(partition),
            'source.offset': message.offset,
          };
          await producer.send({ topic: deadLetters, messages: [{ value: message.value, headers }] });
        }
      });
      await producer.disconnect();

      const dead = await broker.read(deadLetters);
      const choices = { [records - 1]: 'a', [poisonAt]: 'b', [lives * poisonAt]: 'c' };
      return {
        choice: withThem === records - 1 && dead.length === 1 ? choices[without] : undefined,
        report: textTable(
          ['consumer', 'good records processed', 'dead letters', 'not committed'],
          [
            ['without dead letters', `${without}`, '0', `${await uncommitted(broker, 'without')}`],
            ['with dead letters', `${withThem}`, `${dead.length}`, `${await uncommitted(broker, 'with')}`],
          ],
        ),
        because: `The offset of a record that always fails is never committed, so every new life begins with it: one record stops a whole
partition (a "poison pill"), and all that is behind it. A dead letter keeps the bytes and says why and where from; when Kafka has
acknowledged it, the offset may be committed. This one says: "${String(dead[0]?.headers?.['error.message'])}", from offset
${String(dead[0]?.headers?.['source.offset'])}.`,
      };
    }),
};

/** Records that a group has not committed. */
async function uncommitted({ kafka }: Broker, groupId: string): Promise<number> {
  const admin = kafka.admin();
  await admin.connect();
  const [found] = await admin.fetchOffsets({ groupId, topics: [topic] });
  await admin.disconnect();
  return records - Number(found?.partitions[0]?.offset);
}

/** Consumes, committing each record that was handled, until all are or the consumer crashes. */
async function liveUntil(
  { kafka }: Broker,
  groupId: string,
  handle: (payload: EachMessagePayload) => void | Promise<void>,
): Promise<void> {
  const consumer = kafka.consumer({
    groupId,
    retry: { retries: 0, restartOnFailure: async () => false },
  });
  await consumer.connect();
  await consumer.subscribe({ topic, fromBeginning: true });
  await ended(consumer, handle);
  await consumer.disconnect();
}

function ended(
  consumer: Consumer,
  handle: (payload: EachMessagePayload) => void | Promise<void>,
): Promise<void> {
  return new Promise((resolve, reject) => {
    consumer.on(consumer.events.CRASH, () => resolve());
    const eachMessage = async (payload: EachMessagePayload) => {
      await handle(payload);
      const { topic, partition, message } = payload;
      const next = BigInt(message.offset) + 1n;
      await consumer.commitOffsets([{ topic, partition, offset: String(next) }]);
      if (next === BigInt(records)) resolve();
    };
    consumer.run({ autoCommit: false, eachMessage }).catch(reject);
  });
}
