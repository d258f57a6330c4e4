import { textTable } from '@kafka-tutorial/util';
import kafkajs, { type Kafka, type Producer } from 'kafkajs';
import { withBroker } from '../checking/broker.ts';
import type { Lab } from './lab.ts';

const transactional = 'results-transactional';
const plain = 'results-plain';

export const zombieProducer: Lab = {
  name: 'zombie-producer',
  title: 'A zombie producer is fenced',
  chapter: 'docs/11-effectively-once.md',
  story: `A scorer has scored a record and is about to publish the result when its process stands still: a long garbage collection, a
paused virtual machine. Its partition goes to a successor, which scores the same record and publishes. Then
the first one, a zombie that knows nothing of its death, wakes up and goes on. This is done without transactions, and
with transactions under the same transactional.id.`,
  question: 'How many results does a reader of committed records see?',
  choices: {
    a: 'One each time: the broker knows that the partition has a new owner.',
    b: 'Without transactions two, with transactions one: the zombie is fenced.',
    c: 'Two each time; with transactions both results are committed one after the other.',
  },
  answer: 'b',
  run: (say) =>
    withBroker(async ({ kafka, createTopic, read }) => {
      for (const topic of [transactional, plain]) await createTopic(topic);

      say('without transactions: the zombie and its successor publish');
      const [zombie, successor] = [kafka.producer(), kafka.producer()];
      for (const producer of [zombie, successor]) await producer.connect();
      await successor.send({ topic: plain, messages: [{ value: 'by the successor' }] });
      await zombie.send({ topic: plain, messages: [{ value: 'by the zombie' }] });
      for (const producer of [zombie, successor]) await producer.disconnect();

      say('with transactions: the zombie begins one and stands still');
      const early = await transactionalProducer(kafka);
      const begun = await early.transaction();
      await begun.send({ topic: transactional, messages: [{ value: 'by the zombie' }] });
      say('the successor starts with the same transactional.id, publishes and commits');
      const late = await transactionalProducer(kafka);
      const transaction = await late.transaction();
      await transaction.send({ topic: transactional, messages: [{ value: 'by the successor' }] });
      await transaction.commit();
      say('the zombie wakes up and commits');
      const refusal = await begun.commit().then(
        () => undefined,
        (error: Error) => (error instanceof kafkajs.KafkaJSProtocolError ? error.type : error.message),
      );
      for (const producer of [early, late]) await producer.disconnect();

      const seen = async (topic: string) => (await read(topic)).map(({ value }) => String(value));
      const [without, withThem] = [await seen(plain), await seen(transactional)];
      const choices: Record<string, string> = { '1 1': 'a', '2 1': 'b', '2 2': 'c' };
      const fenced = withThem.join() === 'by the successor' && refusal !== undefined;
      return {
        choice: withThem.length === 2 || fenced ? choices[`${without.length} ${withThem.length}`] : undefined,
        report: textTable(
          ['', 'committed results', 'answer to the zombie'],
          [
            ['without transactions', without.join(', '), 'accepted'],
            ['with transactions', withThem.join(', '), refusal ?? 'accepted'],
          ],
        ),
        because: `InitProducerId with a known transactional.id gives it a new epoch and aborts what the old epoch has open. Whatever comes with
the old epoch is refused from then on: the zombie is fenced. A producer without a transactional.id has no producer id, or, if
it is idempotent, a new one at each start: the broker cannot tell that two of them are the same scorer.`,
      };
    }),
};

async function transactionalProducer(kafka: Kafka): Promise<Producer> {
  const producer = kafka.producer({
    transactionalId: 'scorer-of-partition-0',
    idempotent: true,
    maxInFlightRequests: 1,
    createPartitioner: kafkajs.Partitioners.DefaultPartitioner,
    retry: { retries: 1 },
  });
  await producer.connect();
  return producer;
}
