import { textTable } from '@kafka-tutorial/util';
import type { Consumer, Kafka } from 'kafkajs';
import { withBroker } from '../checking/broker.ts';
import type { Lab } from './lab.ts';

const guests = 5;
const topic = 'records';
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
      const healthy = await join(kafka);
      let rebalances = 0;
      let idleMs = 0;
      let since = 0;
      healthy.consumer.on(healthy.consumer.events.REBALANCING, () => {
        since = Date.now();
      });
      healthy.consumer.on(healthy.consumer.events.GROUP_JOIN, () => {
        rebalances++;
        idleMs += Date.now() - since;
      });
      const begin = Date.now();
      for (let guest = 1; guest <= guests; guest++) {
        const before = healthy.joined();
        const visitor = await join(kafka);
        await healthy.joinedAgain(before);
        const withGuest = healthy.joined();
        await visitor.consumer.disconnect();
        await healthy.joinedAgain(withGuest);
        say(`guest ${guest} came and went: ${rebalances} rebalances so far`);
      }
      const seconds = (Date.now() - begin) / 1000;
      await healthy.consumer.disconnect();
      return {
        choice:
          rebalances === 0 ? 'a' : rebalances >= 2 * guests ? 'c' : rebalances <= guests ? 'b' : undefined,
        report: textTable(
          ['guests', 'rebalances of the healthy member', 'time without partitions'],
          [[`${guests}`, `${rebalances}`, `${idleMs} ms of ${seconds.toFixed(1)} s`]],
        ),
        because: `In the classic protocol with an eager assignor every member gives up everything at each rebalance, and nobody reads until
all have joined again. With a slow state restore on top, a storm stops a service though none of its members is ill. What
helps: static membership (group.instance.id), a session timeout longer than a restart, cooperative assignment, and
leaving the group only when one does not come back. Kafka Streams therefore does not leave it at a normal stop.`,
      };
    }),
};

/** A member that has joined the group. */
async function join(kafka: Kafka) {
  const consumer = kafka.consumer({ groupId: 'group', ...timing });
  let joins = 0;
  let announce = () => {};
  consumer.on(consumer.events.GROUP_JOIN, () => {
    joins++;
    announce();
  });
  await consumer.connect();
  await consumer.subscribe({ topic });
  await running(consumer);
  return {
    consumer,
    joined: () => joins,
    joinedAgain: async (before: number) => {
      while (joins <= before) {
        await new Promise<void>((resolve) => {
          announce = resolve;
        });
      }
    },
  };
}

function running(consumer: Consumer): Promise<void> {
  return new Promise((resolve, reject) => {
    consumer.on(consumer.events.GROUP_JOIN, () => resolve());
    consumer.run({ eachMessage: async () => {} }).catch(reject);
  });
}
