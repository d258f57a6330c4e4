import type { EachBatchPayload, Kafka, Producer, Transaction } from 'kafkajs';
import { type Broker, withBroker } from '../checking/broker.ts';
import { defineChecks } from '../checking/index.ts';
import type { ScoringOptions } from './solution/scoreBatch.ts';

type Learner = typeof import('./solution/scoreBatch.ts');

const [input, output, groupId, transactionalId] = ['models_data', 'models_results', 'scoring', 'scoring-0'];

/** A step of `scoreBatch` that a check can stand in the way of. */
type Step = 'send' | 'offsets' | 'commit';

const scoring = {
  ...{ groupId, output },
  score: ({ key, value }) => ({ key, value: `score of ${value}` }),
} satisfies Omit<ScoringOptions, 'producer'>;

/** The producer, its transactions, and the commit of the consumer, with something in front of and behind each step. */
function watched(
  producer: Producer,
  payload: EachBatchPayload,
  around: <T>(step: Step, work: () => Promise<T>) => Promise<T>,
): [Producer, EachBatchPayload] {
  const transaction = async (): Promise<Transaction> => {
    const real = await producer.transaction();
    return {
      ...real,
      send: (record) => around('send', () => real.send(record)),
      sendOffsets: (offsets) => around('offsets', () => real.sendOffsets(offsets)),
      commit: () => around('commit', () => real.commit()),
    };
  };
  return [
    { ...producer, transaction, send: (record) => around('send', () => producer.send(record)) },
    {
      ...payload,
      commitOffsetsIfNecessary: (offsets) =>
        around('offsets', () => payload.commitOffsetsIfNecessary(offsets)),
    },
  ];
}

/** Consumes from where the group has committed, one batch after the other, until `handle` answers false or all is done. */
async function consume(kafka: Kafka, end: bigint, handle: (payload: EachBatchPayload) => Promise<boolean>) {
  if ((await committedOffset(kafka)) >= end) return;
  // One record batch at a time.
  const consumer = kafka.consumer({ groupId, maxBytesPerPartition: 1 });
  await consumer.connect();
  try {
    await consumer.subscribe({ topic: input, fromBeginning: true });
    await new Promise<void>((resolve, reject) => {
      let ended = false;
      const eachBatch = async (payload: EachBatchPayload) => {
        if (ended) return;
        const goesOn = await handle(payload).catch((error: unknown) => {
          reject(error);
          return false;
        });
        ended = !goesOn || BigInt(payload.batch.lastOffset()) + 1n >= end;
        if (ended) resolve();
      };
      consumer.run({ autoCommit: false, eachBatch }).catch(reject);
    });
  } finally {
    await consumer.disconnect();
  }
}

/** 0 when there is none. */
async function committedOffset(kafka: Kafka): Promise<bigint> {
  const admin = kafka.admin();
  await admin.connect();
  const [found] = await admin.fetchOffsets({ groupId, topics: [input] });
  await admin.disconnect();
  const offset = BigInt(found?.partitions[0]?.offset ?? -1);
  return offset < 0n ? 0n : offset;
}

/** Publishes each record in a batch of its own. */
async function publish({ createTopic, produce }: Broker, keys: readonly string[]): Promise<void> {
  await createTopic(input);
  await createTopic(output);
  for (const key of keys) await produce(input, [{ key, value: key }]);
}

const keysOf = async ({ read }: Broker) => (await read(output)).map(({ key }) => String(key));

export default defineChecks<Learner>({
  'a failure between send and commit leaves nothing': async (learner, { equal, rejects, random }) => {
    await withBroker(async (broker) => {
      const { kafka } = broker;
      const keys = Array.from({ length: 3 }, (_, n) => `${n}-${random.word()}`);
      await publish(broker, keys);
      const producer = await learner.openProducer(kafka, transactionalId);
      const failing = random.pick(keys);
      try {
        await consume(kafka, BigInt(keys.length), async (payload) => {
          if (String(payload.batch.messages[0]?.key) === failing) {
            const [failingProducer, failingPayload] = watched(producer, payload, async (step, work) => {
              if (step === 'send') return work();
              throw new Error('the coordinator is away');
            });
            await rejects(
              learner.scoreBatch(failingPayload, { ...scoring, producer: failingProducer }),
              /the coordinator is away/,
              'What comes after `send` fails. The caller must hear of it, or it would go on with the next batch.',
            );
          }
          await learner.scoreBatch(payload, { ...scoring, producer });
          return true;
        });
        equal(
          await keysOf(broker),
          keys,
          `The batch with ${failing} failed after \`send\`, and was tried again. Who sees what the first try has sent?`,
        );
        equal(
          await committedOffset(kafka),
          BigInt(keys.length),
          'The offset of the group: that of the next record.',
        );
      } finally {
        await producer.disconnect();
      }
    });
  },

  'a zombie is fenced as soon as its successor opens': async (learner, { equal, rejects, random }) => {
    await withBroker(async (broker) => {
      const { kafka } = broker;
      const keys = [random.word()];
      await publish(broker, keys);
      const zombie = await learner.openProducer(kafka, transactionalId);
      let successor: Producer | undefined;
      try {
        await consume(kafka, 1n, async (payload) => {
          const [slowProducer, slowPayload] = watched(zombie, payload, async (step, work) => {
            if (step === 'commit') successor = await learner.openProducer(kafka, transactionalId);
            return work();
          });
          await rejects(
            learner.scoreBatch(slowPayload, { ...scoring, producer: slowProducer }),
            /epoch|fence/i,
            'A process was stopped before its commit, another one took its place, then the first one went on.',
          );
          await learner.scoreBatch(payload, { ...scoring, producer: successor ?? zombie });
          return true;
        });
        equal(await keysOf(broker), keys, 'Two processes had the same batch. Whose results count?');
      } finally {
        await Promise.all([zombie.disconnect(), successor?.disconnect()]);
      }
    });
  },

  'each record has one result, wherever the process ends': async (learner, { equal, random }) => {
    await withBroker(async (broker) => {
      const { kafka } = broker;
      const keys = Array.from({ length: 8 }, (_, n) => `${n}-${random.word()}`);
      await publish(broker, keys);
      const steps: readonly Step[] = ['send', 'offsets', 'commit'];
      const deaths = steps.flatMap((step) => [`before ${step}`, `after ${step}`]);
      const producers: Producer[] = [];
      try {
        // Each takes one batch, so that none is done before the others have died; the last one takes the rest.
        for (const death of [...random.shuffle(deaths), undefined]) {
          const producer = await learner.openProducer(kafka, transactionalId);
          producers.push(producer);
          await consume(kafka, BigInt(keys.length), async (payload) => {
            await untilDeath(learner, producer, payload, death);
            return death === undefined;
          });
        }
        equal(
          await keysOf(broker),
          keys,
          'The process was ended at each step once. Which results are there twice, or not?',
        );
      } finally {
        await Promise.all(producers.map((producer) => producer.disconnect()));
      }
    });
  },
});

/** Scores a batch, unless the process ends at the given moment: then nothing of it goes on. */
function untilDeath(
  { scoreBatch }: Learner,
  producer: Producer,
  payload: EachBatchPayload,
  death: string | undefined,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const die = () => {
      resolve();
      return new Promise<never>(() => {});
    };
    const [mortalProducer, mortalPayload] = watched(producer, payload, async (step, work) => {
      if (death === `before ${step}`) return die();
      const result = await work();
      return death === `after ${step}` ? die() : result;
    });
    scoreBatch(mortalPayload, { ...scoring, producer: mortalProducer }).then(resolve, reject);
  });
}
