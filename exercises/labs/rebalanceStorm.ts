import { textTable } from '@kafka-tutorial/util';
import type { Admin, Consumer, Kafka } from 'kafkajs';
import { withBroker } from '../checking/broker.ts';
import type { Lab } from './lab.ts';

const guests = 5;
const topic = 'records';
const groupId = 'group';
const partitions = 4;
const timing = { sessionTimeout: 6000, heartbeatInterval: 100, maxWaitTimeInMs: 50 };

export const rebalanceStorm: Lab = {
  name: 'rebalance-storm',
  title: 'A rebalance storm',
  chapter: 'docs/12-production.md',
  story: `A member of a consumer group reads a topic of ${partitions} partitions. It is healthy all the time. Meanwhile a second member of the
group comes and goes ${guests} times, as in a rolling restart or when somebody's process crashes again and again.`,
  question: 'How often does the healthy member lose its partitions and get some anew?',
  choices: {
    a: 'Never: it keeps what it has, guests get nothing.',
    b: `About ${guests} times: whenever a guest comes.`,
    c: `About ${2 * guests} times: whenever a guest comes and whenever it goes.`,
  },
  answer: 'c',
  run: (say) =>
    withBroker(async ({ kafka, createTopic }) => {
      await createTopic(topic, partitions);
      const admin = kafka.admin();
      await admin.connect();
      const healthy = await join(kafka, admin, 1);
      let rebalances = 0;
      let idleMs = 0;
      let since: number | undefined;
      healthy.on(healthy.events.REBALANCING, () => {
        since ??= Date.now();
      });
      healthy.on(healthy.events.GROUP_JOIN, () => {
        rebalances++;
        idleMs += Date.now() - (since ?? Date.now());
        since = undefined;
      });
      const begin = Date.now();
      for (let guest = 1; guest <= guests; guest++) {
        const visitor = await join(kafka, admin, 2);
        await visitor.disconnect();
        await settled(admin, 1);
        say(`guest ${guest} came and went: ${rebalances} rebalances so far`);
      }
      const seconds = (Date.now() - begin) / 1000;
      await Promise.all([healthy.disconnect(), admin.disconnect()]);
      return {
        choice: rebalances < guests / 2 ? 'a' : rebalances < 1.5 * guests ? 'b' : 'c',
        report: textTable(
          ['guests', 'rebalances of the healthy member', 'time without partitions'],
          [[`${guests}`, `${rebalances}`, `${idleMs} ms of ${seconds.toFixed(1)} s`]],
        ),
        because: `kafkajs speaks the classic protocol with eager assignment: every member gives up all partitions at each rebalance, and
nobody reads until all have joined again. Where stores have to be restored as well, a storm stops a service though none of its
members is ill. What helps: a session that is longer than a restart, with static membership (group.instance.id) or without
leaving the group at a stop, as Java's Kafka Streams does; cooperative assignment; or the protocol "consumer" of Kafka 4,
where the broker moves single partitions and the others are read on.`,
      };
    }),
};

/** A member that has joined the group, which has settled since with that many members. */
async function join(kafka: Kafka, admin: Admin, members: number): Promise<Consumer> {
  const consumer = kafka.consumer({ groupId, ...timing });
  await consumer.connect();
  await consumer.subscribe({ topic });
  await new Promise<void>((resolve, reject) => {
    consumer.on(consumer.events.GROUP_JOIN, () => resolve());
    consumer.run({ eachMessage: async () => {} }).catch(reject);
  });
  await settled(admin, members);
  return consumer;
}

/** Until all members of the group have joined, and have been told their partitions. */
async function settled(admin: Admin, members: number): Promise<void> {
  for (;;) {
    const { groups } = await admin.describeGroups([groupId]);
    const [group] = groups;
    if (group?.state === 'Stable' && group.members.length === members) break;
    await new Promise((resolve) => setTimeout(resolve, timing.heartbeatInterval));
  }
  // The answers to the members are on their way: they come before the next heartbeat is sent.
  await new Promise((resolve) => setTimeout(resolve, timing.heartbeatInterval));
}
