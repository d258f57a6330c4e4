import { Mailbox } from '@kafka-tutorial/actors';
import { textTable } from '@kafka-tutorial/util';
import type { EachBatchPayload } from 'kafkajs';
import { type Broker, withBroker } from '../checking/broker.ts';
import type { Lab } from './lab.ts';

const topic = 'wines';
const records = 5000;
const capacity = 500;
const batchSize = 100;
const fetchBytes = 32_768;
// What the actor takes in a millisecond: slower than Kafka delivers by far.
const mealSize = 10;

/** What was seen while an actor worked off the topic. */
interface Run {
  readonly most: number;
  readonly pauses: number;
  readonly done: number;
}

export const fullMailbox: Lab = {
  name: 'full-mailbox',
  title: 'A full mailbox',
  chapter: 'docs/06-actors.md',
  story: `An actor scores records more slowly than Kafka delivers them; ${records.toLocaleString('en')} are on the topic. Once its mailbox is unbounded. Once it
is full at ${capacity} messages, and then the consumer pauses the partition until half of it is free. What is on the topic is
read in portions of some hundred records.`,
  question: 'How many records wait in the mailbox at most?',
  choices: {
    a: `Unbounded: nearly all. Bounded: a bit over ${capacity}; none is lost, the rest waits in Kafka.`,
    b: `Unbounded: nearly all. Bounded: ${capacity}; what comes while it is full is lost.`,
    c: 'The same in both: a consumer does not fetch faster than its records are processed.',
  },
  answer: 'a',
  run: (say) =>
    withBroker(async (broker) => {
      await broker.createTopic(topic);
      const value = 'x'.repeat(100);
      // In batches that are smaller than a fetch: a batch is never cut.
      for (let sent = 0; sent < records; sent += batchSize) {
        await broker.produce(
          topic,
          Array.from({ length: batchSize }, () => ({ value })),
        );
      }
      say('with an unbounded mailbox');
      const unbounded = await workOff(broker, Infinity);
      say(`with a mailbox for ${capacity}`);
      const bounded = await workOff(broker, capacity);
      const lost = records - bounded.done;
      const held = bounded.most < 2 * capacity;
      return {
        choice: unbounded.most < records / 2 ? 'c' : !held ? undefined : lost > 0 ? 'b' : 'a',
        report: textTable(
          ['mailbox', 'most that waited', 'pauses', 'scored', 'lost'],
          [
            [
              'unbounded',
              `${unbounded.most}`,
              `${unbounded.pauses}`,
              `${unbounded.done}`,
              `${records - unbounded.done}`,
            ],
            [`${capacity}`, `${bounded.most}`, `${bounded.pauses}`, `${bounded.done}`, `${lost}`],
          ],
        ),
        because: `An actor cannot refuse a message, so whoever sends must look first whether there is room. Here the consumer does: when the mailbox is full, it pauses
the partition, and what is not fetched stays where it is safe. The mailbox holds a bit more than its capacity, because
what was fetched in one go is put in as a whole. Unbounded, the mailbox grows as long as records
come faster than they are scored; it ends with the memory.`,
      };
    }),
};

/** Lets a slow actor work off the whole topic. */
async function workOff({ kafka }: Broker, limit: number): Promise<Run> {
  const mailbox = new Mailbox<unknown>(limit);
  const consumer = kafka.consumer({
    groupId: `limit-${limit}`,
    maxBytesPerPartition: fetchBytes,
    maxWaitTimeInMs: 50,
  });
  let most = 0;
  let pauses = 0;
  let done = 0;
  let fetched = 0;
  await consumer.connect();
  await consumer.subscribe({ topic, fromBeginning: true });
  await consumer.run({
    eachBatch: async ({ batch, pause }: EachBatchPayload) => {
      fetched = Number(batch.lastOffset()) + 1;
      mailbox.put(batch.messages);
      most = Math.max(most, mailbox.size);
      if (!mailbox.full) return;
      pauses++;
      const resume = pause();
      void mailbox.room().then(resume);
    },
  });
  // Not until all are done: one that was lost would be waited for in vain.
  while (fetched < records || mailbox.size > 0) {
    done += mailbox.take(mealSize).length;
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  await consumer.disconnect();
  return { most, pauses, done };
}
