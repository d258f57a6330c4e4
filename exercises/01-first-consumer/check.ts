import type { ConsumerConfig, ConsumerRunConfig, Kafka } from 'kafkajs';
import { withBroker } from '../checking/broker.ts';
import { defineChecks, type Random } from '../checking/index.ts';

type Learner = typeof import('./solution/firstConsumer.ts');

const topic = 'letters';

// The last of four partitions stays empty.
const someMessages = (random: Random) =>
  Array.from({ length: 9 }, (_, i) => ({
    partition: i < 3 ? i : random.integer(0, 2),
    value: random.word(),
  }));

const byPartition = (records: Awaited<ReturnType<Learner['readTopic']>>) =>
  [...records].sort((a, b) => a.partition - b.partition);

const asFound = (messages: readonly { partition: number; value: string | null }[]) => {
  const next = new Map<number, number>();
  const found = messages.map(({ partition, value }) => {
    const offset = next.get(partition) ?? 0;
    next.set(partition, offset + 1);
    return { partition, offset: String(offset), value };
  });
  return byPartition(found);
};

export default defineChecks<Learner>({
  'returns each record with its partition and offset': ({ readTopic }, { equal, within, random }) =>
    withBroker(async ({ kafka, createTopic, produce }) => {
      await createTopic(topic, 4);
      const messages = someMessages(random);
      await produce(topic, messages);
      const look =
        'Do the records come at all? A new group begins at the end, unless `fromBeginning` is true. Is the promise that you wait for resolved once the last record of each partition has come?';
      equal(
        byPartition(await within(readTopic(kafka, topic), look)),
        asFound(messages),
        'Which records does the topic hold, and which of them did `eachMessage` put into `found`? The order between partitions does not matter.',
      );
    }),

  'gives null for a record without a value': ({ readTopic }, { equal, within, random }) =>
    withBroker(async ({ kafka, createTopic, produce }) => {
      await createTopic(topic, 4);
      const messages = [
        { partition: 1, value: random.word() },
        { partition: 1, value: null },
      ];
      await produce(topic, messages);
      const found = await within(
        readTopic(kafka, topic),
        'What does `message.value` hold when there is none?',
      );
      equal(found, asFound(messages), 'What does `message.value` hold when a record has none?');
    }),

  'returns an empty list for an empty topic': ({ readTopic }, { equal, within }) =>
    withBroker(async ({ kafka, createTopic }) => {
      await createTopic(topic, 4);
      const look = 'The topic is empty, so `eachMessage` is never called. Who ends the waiting?';
      equal(await within(readTopic(kafka, topic), look), [], 'The topic is empty.');
    }),

  'ends where the topic ended when it began': ({ readTopic }, { equal, within, random }) =>
    withBroker(async ({ kafka, createTopic, produce }) => {
      await createTopic(topic, 4);
      const messages = someMessages(random);
      await produce(topic, messages);
      const late = [0, 1, 2, 3].map((partition) => ({ partition, value: `late ${random.word()}` }));
      const busy = beforeEachRun(kafka, () => produce(topic, late));
      const look = 'More records come while you read. Does the reading still end?';
      equal(
        byPartition(await within(readTopic(busy, topic), look)),
        asFound(messages),
        'Some records came after you began. What tells one of those from the others?',
      );
    }),

  'returns the same again when it is called again': ({ readTopic }, { equal, within, random }) =>
    withBroker(async ({ kafka, createTopic, produce }) => {
      await createTopic(topic, 4);
      const messages = someMessages(random);
      await produce(topic, messages);
      const look = 'Where does a group begin that has read the topic before? See `groupId`.';
      await within(readTopic(kafka, topic), look);
      equal(byPartition(await within(readTopic(kafka, topic), look)), asFound(messages), look);
    }),

  'leaves its group at the end': ({ readTopic }, { that, within, random }) =>
    withBroker(async ({ kafka, createTopic, produce }) => {
      await createTopic(topic, 4);
      await produce(topic, someMessages(random));
      await within(readTopic(kafka, topic), 'What does your code wait for?');
      const admin = kafka.admin();
      await admin.connect();
      const { groups } = await admin.listGroups();
      const described = await admin.describeGroups(groups.map(({ groupId }) => groupId));
      await admin.disconnect();
      const members = described.groups.reduce((sum, group) => sum + group.members.length, 0);
      that(
        members === 0,
        `${members} consumers are still there`,
        'Is the consumer disconnected when the records are read? Until it is, it reads on, and its partitions are taken.',
      );
    }),
});

/** A client whose consumers find that something happened just before they run. */
function beforeEachRun(kafka: Kafka, happen: () => Promise<void>): Kafka {
  return new Proxy(kafka, {
    get(target, name) {
      if (name !== 'consumer') return Reflect.get(target, name, target);
      return (config: ConsumerConfig) => {
        const consumer = kafka.consumer(config);
        return {
          ...consumer,
          run: (options: ConsumerRunConfig) => happen().then(() => consumer.run(options)),
        };
      };
    },
  });
}
