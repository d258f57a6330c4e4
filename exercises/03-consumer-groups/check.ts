import type { Consumer, Kafka, KafkaMessage } from 'kafkajs';
import { type Broker, PlannedFailure, withBroker } from '../checking/broker.ts';
import { defineChecks, type Random } from '../checking/index.ts';
import { mortalKafka } from '../checking/mortalKafka.ts';

type Learner = typeof import('./solution/consumerGroups.ts');

const topic = 'orders';

const someMessages = (random: Random, count: number, partitions: number) =>
  Array.from({ length: count }, (_, i) => ({ partition: i % partitions, value: `${random.word()}-${i}` }));

/** What a member of a group does with a record, and what it has done. */
class Work {
  readonly done: string[] = [];
  readonly process = async ({ value }: Pick<KafkaMessage, 'value'>) => {
    this.done.push(String(value));
  };
}

interface Group {
  readonly broker: Broker;
  start(groupId: string, work: Pick<Work, 'process'>): Promise<Consumer>;
}

/** Runs a function with a topic; the members that it starts are disconnected at the end. */
async function withGroup(
  { startMember }: Learner,
  partitions: number,
  use: (group: Group) => Promise<void>,
): Promise<void> {
  const members: Consumer[] = [];
  await withBroker(async (broker) => {
    await broker.createTopic(topic, partitions);
    const start: Group['start'] = async (groupId, { process }) => {
      const member = await startMember(broker.kafka, { groupId, topic, process });
      members.push(member);
      return member;
    };
    await use({ broker, start }).finally(() => Promise.all(members.map((member) => member.disconnect())));
  });
}

async function withAdmin<T>({ kafka }: Broker, use: (admin: ReturnType<Kafka['admin']>) => Promise<T>) {
  const admin = kafka.admin();
  await admin.connect();
  return use(admin).finally(() => admin.disconnect());
}

/** How many members a group has that all have their partitions; while it rebalances that is not known. */
const membersOf = (broker: Broker, groupId: string) =>
  withAdmin(broker, async (admin) => {
    const [group] = (await admin.describeGroups([groupId])).groups;
    const settled = group === undefined || ['Stable', 'Empty', 'Dead'].includes(group.state);
    return settled ? (group?.members.length ?? 0) : undefined;
  });

const committed = (broker: Broker, groupId: string) =>
  withAdmin(broker, async (admin) => {
    const [offsets] = await admin.fetchOffsets({ groupId, topics: [topic] });
    return (offsets?.partitions ?? [])
      .toSorted((a, b) => a.partition - b.partition)
      .map(({ offset }) => Number(offset));
  });

export default defineChecks<Learner>({
  'members of a group share the records': (learner, { that, equal, until, random }) =>
    withGroup(learner, 4, async ({ broker, start }) => {
      const groupId = random.word();
      const first = new Work();
      const second = new Work();
      const members = [await start(groupId, first), await start(groupId, second)];
      const look = `Two members were started with the groupId "${groupId}". Which group did each of them join?`;
      that((await membersOf(broker, groupId)) !== 0, `Kafka knows no member of a group "${groupId}"`, look);
      await until(async () => (await membersOf(broker, groupId)) === 2, look);

      const messages = someMessages(random, 40, 4);
      await broker.produce(topic, messages);
      await until(
        () => first.done.length + second.done.length >= messages.length,
        'Some of the records are processed by no member. What does `process` get?',
      );
      await Promise.all(members.map((member) => member.disconnect()));
      equal(
        [...first.done, ...second.done].sort(),
        messages.map(({ value }) => value).sort(),
        'The values that were processed: each record should be the work of one member.',
      );
      that(
        first.done.length > 0 && second.done.length > 0,
        `one member has processed ${first.done.length} records, the other one ${second.done.length}`,
        'Four partitions are for two members to share.',
      );
    }),

  'each group gets all records': (learner, { equal, until, random }) =>
    withGroup(learner, 2, async ({ broker, start }) => {
      const messages = someMessages(random, 10, 2);
      await broker.produce(topic, messages);
      const groups = [new Work(), new Work()];
      for (const work of groups) await start(random.word(), work);
      const look =
        'Each of the groups should get what was on the topic before it began. See `fromBeginning`.';
      await until(() => groups.every(({ done }) => done.length >= messages.length), look);
      for (const { done } of groups)
        equal(
          done.toSorted(),
          messages.map(({ value }) => value).sort(),
          'What a group got, and what it should.',
        );
    }),

  'a member that dies in the middle of a record loses nothing': (
    { startMember },
    { that, until, within, random },
  ) =>
    withBroker(async (broker) => {
      await broker.createTopic(topic, 2);
      const messages = someMessages(random, 20, 2);
      await broker.produce(topic, messages);
      const done = new Set<string>();
      const begunBefore = random.integer(2, 7);
      const mortal = mortalKafka(broker.bootstrap);
      let begun = 0;
      let inHand: string | undefined;
      const start = startMember(mortal.kafka, {
        groupId: 'scoring',
        topic,
        // Once it has a record that takes forever, this member finishes nothing any more.
        process: async ({ value }) => {
          begun++;
          if (begun > begunBefore) inHand ??= String(value);
          if (inHand === undefined) done.add(String(value));
          else await new Promise(() => {});
        },
      });
      await within(start, 'startMember should resolve when the consumer runs.');
      await until(() => inHand !== undefined, 'The first member should get records to process.');
      // Time for what must not happen: that the member goes on, and commits, while the record is in hand.
      await new Promise((resolve) => setTimeout(resolve, 400));
      const before = await committed(broker, 'scoring');
      mortal.kill();
      const overtaken = begun - begunBefore - 1;

      const second = await startMember(mortalKafka(broker.bootstrap).kafka, {
        groupId: 'scoring',
        topic,
        process: async ({ value }) => {
          done.add(String(value));
        },
      });
      await broker.produce(topic, [
        { partition: 0, value: 'last 0' },
        { partition: 1, value: 'last 1' },
      ]);
      await until(
        () => done.has('last 0') && done.has('last 1'),
        `The second member should take over the partitions of the dead one. Committed offsets at its death: ${before}`,
        8000,
      ).finally(() => second.disconnect());
      const lost = messages.map(({ value }) => value).filter((value) => !done.has(value));
      that(
        lost.length === 0,
        `${lost.length} of ${messages.length} records are lost: ${lost.slice(0, 5).join(', ')}. The member died while it processed ${inHand}, and had begun ${overtaken} more`,
        'The second member begins at the committed offsets. Was a record committed before `process` was done with it, or did nobody wait for `process`?',
      );
    }),

  'a record whose processing fails comes again': (learner, { until, that, random }) =>
    withGroup(learner, 1, async ({ broker, start }) => {
      const messages = someMessages(random, 6, 1);
      await broker.produce(topic, messages);
      const failing = random.pick(messages).value;
      const done = new Set<string>();
      let failures = 0;
      const process = ({ value }: Pick<KafkaMessage, 'value'>) => {
        const fails = String(value) === failing && failures++ === 0;
        if (!fails) done.add(String(value));
        const work = fails ? Promise.reject(new PlannedFailure(`${failing} fails once`)) : Promise.resolve();
        // A failure that nobody waits for would end the process.
        work.catch(() => {});
        return work;
      };
      await start('scoring', { process });
      await until(() => failures > 0, 'Does every record get to `process`?');
      await until(
        () => done.has(failing),
        `\`process\` has rejected ${failing}, once. Does \`eachMessage\` reject, too, so that kafkajs knows?`,
      );
      const last = messages.at(-1)?.value ?? '';
      await until(() => done.has(last), 'After a failure the member should go on.');
      that(
        failures === 2,
        `${failing} came ${failures} times`,
        'A record that failed should come once more.',
      );
    }),

  'a group goes on where it was': (learner, { equal, until, random }) =>
    withGroup(learner, 2, async ({ broker, start }) => {
      const messages = someMessages(random, 12, 2);
      await broker.produce(topic, messages);
      const first = new Work();
      const member = await start('scoring', first);
      await until(() => first.done.length >= messages.length, 'The member should process all records.');
      await member.disconnect();
      equal(
        await committed(broker, 'scoring'),
        [6, 6],
        'The committed offsets of the two partitions, which hold six records each (-1: none). Which offset does the group want next?',
      );
      const news = someMessages(random, 2, 2);
      await broker.produce(topic, news);
      const second = new Work();
      await start('scoring', second);
      await until(() => second.done.length >= news.length, 'A new member should process the new records.');
      equal(second.done.toSorted(), news.map(({ value }) => value).sort(), 'What the new member got.');
    }),
});
