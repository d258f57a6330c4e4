import { readPenguinRecords, readWineRecords } from '@kafka-tutorial/data';
import { PenguinRecord, WineRecord } from '@kafka-tutorial/proto';
import kafkajs, { type Producer } from 'kafkajs';
import { type Broker, PlannedFailure, withBroker } from '../checking/broker.ts';
import { type CheckTools, defineChecks, type Random } from '../checking/index.ts';

type Learner = typeof import('./solution/deadLetters.ts');
type Handle = Parameters<Learner['consume']>[0]['handle'];

const topic = 'models_data';
const deadLetters = 'models_dead_letters';
const groupId = 'scoring';

/** A record for the topic; a bad one with the code of what is wrong with it. */
interface Sent {
  readonly key?: string | Buffer;
  readonly value: Buffer | null;
  readonly bad?: string;
}

/** Good records with bad ones between them, and a good one at the end. */
async function someRecords(random: Random): Promise<Sent[]> {
  const wines = random.shuffle(await readWineRecords()).slice(0, 5);
  const penguin = random.pick(await readPenguinRecords());
  const good = wines.map((wine) => Buffer.from(WineRecord.encode(wine).finish()));
  const truncated = Buffer.from(PenguinRecord.encode(penguin).finish()).subarray(0, random.integer(2, 6));
  const between: Sent[] = [
    ...good.slice(1).map((value) => ({ key: 'wine', value })),
    { key: 'penguins', value: truncated, bad: 'RECORD_CORRUPT' },
    // No text has the bytes of this value, nor those of the key after it.
    { value: Buffer.from([0xff, 0xfe, 0x80, random.integer(0, 255)]), bad: 'RECORD_CORRUPT' },
    {
      key: Buffer.from(`beer-${random.word()}\xff`, 'latin1'),
      value: good[0] ?? null,
      bad: 'RECORD_TYPE_UNKNOWN',
    },
    { key: 'wine', value: null, bad: 'RECORD_EMPTY' },
  ];
  return [...random.shuffle(between), { key: 'wine', value: good[0] ?? null }];
}

/** Runs the learner's consumer on a topic of one partition. */
async function withConsumer<T>(
  { consume }: Learner,
  handle: Handle,
  use: (broker: Broker, refused: () => number) => Promise<T>,
): Promise<T> {
  return withBroker(async (broker) => {
    await broker.createTopic(topic);
    await broker.createTopic(deadLetters);
    const consumer = broker.kafka.consumer({ groupId });
    // It tells of a failure at once, instead of trying again by itself.
    const producer = broker.kafka.producer({ retry: { retries: 0 } });
    await Promise.all([consumer.connect(), producer.connect()]);
    let refused = 0;
    const send: Producer['send'] = (record) =>
      producer.send(record).catch((error: unknown) => {
        // Anything else is about what the learner sends.
        if (!(error instanceof kafkajs.KafkaJSError)) throw error;
        refused++;
        throw new PlannedFailure('Kafka refuses the dead letter');
      });
    try {
      await consume({ consumer, producer: { ...producer, send }, topic, handle });
      return await use(broker, () => refused);
    } finally {
      await Promise.all([consumer.disconnect(), producer.disconnect()]);
    }
  });
}

async function committed({ kafka }: Broker): Promise<number> {
  const admin = kafka.admin();
  await admin.connect();
  const [offsets] = await admin.fetchOffsets({ groupId, topics: [topic] });
  await admin.disconnect();
  return Number(offsets?.partitions[0]?.offset);
}

const allCommitted = (broker: Broker, sent: readonly Sent[], { until }: CheckTools) =>
  until(
    async () => (await committed(broker)) === sent.length,
    'Every record should be committed in the end, the bad ones, too. Does the consumer get past the first bad one?',
  );

export default defineChecks<Learner>({
  'handles all good records, whatever comes between': async (learner, tools) => {
    const sent = await someRecords(tools.random);
    const handled: unknown[] = [];
    await withConsumer(
      learner,
      async (record) => {
        handled.push(record);
      },
      async (broker) => {
        await broker.produce(topic, sent);
        await allCommitted(broker, sent, tools);
        tools.equal(
          handled,
          sent.flatMap(({ bad, value }) => (bad || !value ? [] : [WineRecord.decode(value)])),
          'What `handle` got. One bad record must not cost a good one.',
        );
      },
    );
  },

  'puts each bad record aside, as it came': async (learner, tools) => {
    const sent = await someRecords(tools.random);
    await withConsumer(
      learner,
      async () => {},
      async (broker) => {
        await broker.produce(topic, sent);
        await allCommitted(broker, sent, tools);
        const bad = sent.filter((record) => record.bad !== undefined);
        const found = await broker.read(deadLetters);
        tools.that(
          found.length === bad.length,
          `${bad.length} records cannot be decoded, and there are ${found.length} dead letters`,
          'Where does a record go that cannot be decoded?',
        );
        tools.equal(
          found.map(({ key, value }) => ({ key: key && Buffer.from(key).toString('latin1'), value })),
          bad.map(({ key, value }) => ({ key: key?.toString('latin1') ?? null, value })),
          'Keys and values of the dead letters. Are they the bytes as they came, in the order of the records? Look at what becomes text, and at what is awaited.',
        );
      },
    );
  },

  'says why, and where it is from': async (learner, tools) => {
    const sent = await someRecords(tools.random);
    await withConsumer(
      learner,
      async () => {},
      async (broker) => {
        await broker.produce(topic, sent);
        await allCommitted(broker, sent, tools);
        const headers = (await broker.read(deadLetters)).map((letter) =>
          Object.fromEntries(
            Object.entries(letter.headers ?? {}).map(([name, value]) => [name, String(value)]),
          ),
        );
        tools.equal(
          headers.map(({ 'error.message': _, ...others }) => others),
          sent.flatMap(({ bad }, offset) =>
            bad === undefined
              ? []
              : [
                  {
                    'error.code': bad,
                    'source.topic': topic,
                    'source.partition': '0',
                    'source.offset': String(offset),
                  },
                ],
          ),
          'The headers of the dead letters, without `error.message`, in the order of the records.',
        );
        const unknown = String(sent.find(({ bad }) => bad === 'RECORD_TYPE_UNKNOWN')?.key);
        const messages = headers.map((each) => each['error.message'] ?? '');
        tools.that(
          messages.every((message) => message.length > 0) &&
            messages.some((message) => message.includes(unknown)),
          `the headers \`error.message\` are ${JSON.stringify(messages)}`,
          `A person should learn from it what is wrong, such as that there is no data type "${unknown}".`,
        );
      },
    );
  },

  'loses nothing while Kafka takes no dead letters': async (learner, tools) => {
    const sent = await someRecords(tools.random);
    const firstBad = sent.findIndex(({ bad }) => bad !== undefined);
    await withConsumer(
      learner,
      async () => {},
      async (broker, refused) => {
        await broker.embedded.faults.fail({
          api: 'Produce',
          topic: deadLetters,
          error: 'NOT_LEADER_OR_FOLLOWER',
          times: 1000,
        });
        await broker.produce(topic, sent);
        await tools.until(() => refused() > 0, 'Is the first bad record sent to the dead letters?');
        // A commit that is on its way arrives before the answer to this question.
        await tools.until(
          async () => refused() > 1 || (await committed(broker)) > firstBad,
          'Kafka has refused a dead letter. Does `eachMessage` throw then, so that the record comes again?',
        );
        const offset = await committed(broker);
        tools.that(
          offset <= firstBad,
          `the record at offset ${firstBad} is committed (the group goes on at ${offset}), and Kafka has refused its dead letter`,
          'When is the record finished? Look at what is awaited, what is caught, and when you commit.',
        );
        await broker.embedded.faults.clear();
        await allCommitted(broker, sent, tools);
        tools.equal(
          (await broker.read(deadLetters)).map(({ headers }) => String(headers?.['source.offset'])),
          sent.flatMap(({ bad }, at) => (bad === undefined ? [] : [String(at)])),
          'The `source.offset` of the dead letters, after Kafka took them again.',
        );
      },
    );
  },

  'makes no dead letter of what only cannot be handled now': async (learner, tools) => {
    const [wine] = await readWineRecords();
    const sent = [1, 2, 3].map((alcohol) => ({
      key: 'wine',
      value: Buffer.from(WineRecord.encode({ ...wine, alcohol }).finish()),
    }));
    const failing = tools.random.integer(1, 3);
    const handled: unknown[] = [];
    let failures = 0;
    await withConsumer(
      learner,
      async ({ alcohol }) => {
        if (alcohol === failing && failures++ === 0) throw new PlannedFailure('the database is away');
        handled.push(alcohol);
      },
      async (broker) => {
        await broker.produce(topic, sent);
        await allCommitted(broker, sent, tools);
        tools.equal(
          handled,
          [1, 2, 3],
          `The records that \`handle\` was done with. It failed for record ${failing}, once, which was fine itself: who brings it again?`,
        );
        tools.equal(
          await broker.read(deadLetters),
          [],
          '`handle` failed, and decoding did not. No dead letter is due.',
        );
      },
    );
  },
});
