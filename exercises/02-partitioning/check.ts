import { readWineRecords } from '@kafka-tutorial/data';
import { WineRecord } from '@kafka-tutorial/proto';
import { type ICustomPartitioner, Partitioners } from 'kafkajs';
import { type Broker, withBroker } from '../checking/broker.ts';
import { defineChecks, type Random } from '../checking/index.ts';

type Learner = typeof import('./solution/partitioning.ts');

const topic = 'measurements';
const partitions = 4;

/** Twenty wines, each measured three times, in turn. */
async function someMeasurements(random: Random) {
  const records = random.shuffle(await readWineRecords());
  const wines = Array.from({ length: 20 }, (_, i) => `${random.word()}-${i}`);
  const turns = [...random.shuffle(wines), ...random.shuffle(wines), ...random.shuffle(wines)];
  return turns.flatMap((wine, i) => {
    const record = records[i];
    return record ? [{ wine, record }] : [];
  });
}

async function withProducer<T>(
  createPartitioner: ICustomPartitioner,
  use: (broker: Broker, send: Awaited<ReturnType<typeof connected>>) => Promise<T>,
): Promise<T> {
  return withBroker(async (broker) => {
    await broker.createTopic(topic, partitions);
    const producer = await connected(broker, createPartitioner);
    return use(broker, producer).finally(() => producer.disconnect());
  });
}

async function connected({ kafka }: Broker, createPartitioner: ICustomPartitioner) {
  const producer = kafka.producer({ createPartitioner });
  await producer.connect();
  return producer;
}

// What Kafka's own partitioner answers.
const partitionOf = (key: string) => {
  const leader = { partitionErrorCode: 0, leader: 0, replicas: [0], isr: [0] };
  const partitionMetadata = Array.from({ length: partitions }, (_, partitionId) => ({
    ...leader,
    partitionId,
  }));
  return Partitioners.DefaultPartitioner()({ topic, partitionMetadata, message: { key, value: '' } });
};

/** Partitions for the keys, other ones than those that they would get by hash. */
const otherPartitions = (random: Random, keys: readonly string[]) =>
  new Map(keys.map((key) => [key, (partitionOf(key) + random.integer(1, partitions - 1)) % partitions]));

export default defineChecks<Learner>({
  'publishes the measurements of a wine with its key': async (
    { publishMeasurements },
    { that, equal, random },
  ) =>
    withProducer(Partitioners.DefaultPartitioner, async ({ read }, producer) => {
      const measurements = await someMeasurements(random);
      await publishMeasurements(producer, topic, measurements);
      const published = await read(topic);
      that(
        published.length === measurements.length,
        `${published.length} of ${measurements.length} records are on the topic`,
        'Is every measurement sent, and is the sending awaited?',
      );
      const keyless = published.filter(({ key }) => key === null).length;
      that(
        keyless === 0,
        `${keyless} of ${published.length} records have no key, and are in any partition`,
        'Which key do the measurements of one wine have in common?',
      );
      const byWine = (found: readonly (readonly [string, number])[]) =>
        found.toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
      equal(
        byWine(
          published.map(({ key, value }) => [
            String(key),
            WineRecord.decode(value ?? Buffer.of()).alcohol ?? 0,
          ]),
        ),
        byWine(measurements.map(({ wine, record }) => [wine, record.alcohol ?? 0])),
        'The wines and the alcohol of their measurements, as they are read: are key and value of each message of the same measurement, and in the order given?',
      );
    }),

  'spreads the wines over the partitions': async ({ publishMeasurements }, { that, random }) =>
    withProducer(Partitioners.DefaultPartitioner, async ({ read }, producer) => {
      await publishMeasurements(producer, topic, await someMeasurements(random));
      const used = new Set((await read(topic)).map(({ partition }) => partition)).size;
      that(
        used > 1,
        `${used} of ${partitions} partitions is used for 20 wines`,
        'Who should choose the partition, you or the hash of the key?',
      );
    }),

  'sends the records of a fixed key to its partition': ({ fixedPartitions }, { equal, random }) => {
    const keys = ['wine', 'penguins', random.word()];
    const fixed = otherPartitions(random, keys);
    return withProducer(fixedPartitions(fixed), async ({ read }, producer) => {
      const messages = keys.flatMap((key) => [
        { key, value: random.word() },
        { key: Buffer.from(key), value: random.word() },
      ]);
      await producer.send({ topic, messages });
      equal(
        (await read(topic)).map(({ key, partition }) => `${key}: ${partition}`).sort(),
        keys.flatMap((key) => [`${key}: ${fixed.get(key)}`, `${key}: ${fixed.get(key)}`]).sort(),
        'Each key and its partition. Does `fixed` come before the hash? A key may be a string or a Buffer.',
      );
    });
  },

  'sends all other records where Kafka would': ({ fixedPartitions }, { equal, that, random }) =>
    withProducer(fixedPartitions(otherPartitions(random, ['wine'])), async ({ read }, producer) => {
      const keys = Array.from({ length: 12 }, (_, i) => `${random.word()}-${i}`);
      const keyed = keys.map((key) => ({ key, value: '' }));
      const keyless = Array.from({ length: 40 }, () => ({ value: random.word() }));
      await producer.send({ topic, messages: [...keyed, ...keyless] });
      const published = await read(topic);
      equal(
        published.flatMap(({ key, partition }) => (key ? [`${key}: ${partition}`] : [])).sort(),
        keys.map((key) => `${key}: ${partitionOf(key)}`).sort(),
        'Each key and its partition. Whose hash decides where a key goes that is not in `fixed`?',
      );
      const used = new Set(published.filter(({ key }) => key === null).map(({ partition }) => partition))
        .size;
      that(
        used > 1,
        `40 records without a key are in ${used} partition`,
        'Where does the default partitioner send records without a key?',
      );
    }),

  'leaves a record in the partition that it names': ({ fixedPartitions }, { equal, random }) => {
    const fixed = otherPartitions(random, ['wine']);
    return withProducer(fixedPartitions(fixed), async ({ read }, producer) => {
      const keys = ['wine', 'wine', random.word(), random.word()];
      const messages = keys.map((key, partition) => ({ key, partition, value: random.word() }));
      await producer.send({ topic, messages });
      equal(
        (await read(topic)).map(({ key, partition }) => `${key}: ${partition}`),
        messages.map(({ key, partition }) => `${key}: ${partition}`),
        'Each key and its partition. What does `record.message.partition` say?',
      );
    });
  },
});
