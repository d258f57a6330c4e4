import { silentLogger } from '@kafka-tutorial/util';
import type { Kafka, Producer } from 'kafkajs';
import { expect, test, vi } from 'vitest';
import { type Follower, type FollowOptions, followTopic } from './followTopic.ts';
import { describeWithKafka, uniqueName } from './testing.ts';
import { ensureTopics } from './topics.ts';

describeWithKafka('followTopic', (kafka) => {
  async function follow(
    topic: string,
    options: Partial<FollowOptions> = {},
  ): Promise<{ follower: Follower; read: string[] }> {
    const read: string[] = [];
    const follower = await followTopic({
      kafka: kafka().kafka,
      topic,
      groupId: uniqueName('follower'),
      onRecord: ({ partition, message }) => void read.push(`${partition}:${message.value}`),
      logger: silentLogger,
      ...options,
    });
    return { follower, read };
  }

  async function newTopic(partitions = 4): Promise<string> {
    const topic = uniqueName('followed');
    await ensureTopics(kafka().kafka, [{ topic, partitions }]);
    return topic;
  }

  test('an empty topic is read at once, and then followed', async () => {
    const topic = await newTopic();
    const { follower, read } = await follow(topic);
    await follower.caughtUp;
    expect(read).toEqual([]);

    await write(kafka().kafka, topic, ['3:late']);

    await vi.waitFor(() => expect(read).toEqual(['3:late']), 20_000);
    await follower.stop();
  });

  test('is caught up after the last record that was there, of every partition and in order', async () => {
    const topic = await newTopic();
    const there = Array.from({ length: 300 }, (_, i) => `${[0, 1, 3][i % 3]}:${i}`);
    await write(kafka().kafka, topic, there);

    const { follower, read } = await follow(topic);
    await follower.caughtUp;

    for (const partition of ['0', '1', '3']) {
      const of = (records: string[]) => records.filter((record) => record.startsWith(`${partition}:`));
      expect(of(read)).toEqual(of(there));
    }
    await follower.stop();
  });

  test('waits for the handler of each record before it is caught up', async () => {
    const topic = await newTopic(1);
    await write(kafka().kafka, topic, ['0:a', '0:b']);
    const done: string[] = [];
    let running = 0;
    const { follower } = await follow(topic, {
      onRecord: async ({ message }) => {
        running += 1;
        expect(running).toBe(1);
        await new Promise((resolve) => setTimeout(resolve, 20));
        running -= 1;
        done.push(String(message.value));
      },
    });
    await follower.caughtUp;
    expect(done).toEqual(['a', 'b']);
    await follower.stop();
  });

  test('begins at the beginning each time', async () => {
    const topic = await newTopic(2);
    await write(kafka().kafka, topic, ['0:a', '1:b']);
    const groupId = uniqueName('again');
    for (const round of [1, 2]) {
      const { follower, read } = await follow(topic, { groupId });
      await follower.caughtUp;
      expect(read.toSorted(), `round ${round}`).toEqual(['0:a', '1:b']);
      await follower.stop();
      await follower.stop();
    }
  });

  test('leaves no group behind', async ({ skip }) => {
    const admin = kafka().kafka.admin();
    await admin.connect();
    skip(await lacks(admin.deleteGroups(['no-such-group'])), 'the broker has no DeleteGroups');
    const groupId = uniqueName('forgotten');
    const { follower } = await follow(await newTopic(1), { groupId });
    await follower.caughtUp;
    const names = async () => (await admin.listGroups()).groups.map((group) => group.groupId);
    expect(await names()).toContainEqual(expect.stringContaining(groupId));

    await follower.stop();

    expect(await names()).not.toContainEqual(expect.stringContaining(groupId));
    await admin.disconnect();
  });

  test('a record whose handler fails comes again, and none before it does', async () => {
    const topic = await newTopic(1);
    await write(kafka().kafka, topic, ['0:a', '0:b', '0:c']);
    const seen: string[] = [];
    const { follower } = await follow(topic, {
      onRecord: ({ message }) => {
        seen.push(String(message.value));
        if (seen.length === 2) throw new Error('not now');
      },
    });
    await follower.caughtUp;
    expect(seen).toEqual(['a', 'b', 'b', 'c']);
    await follower.stop();
  });

  test('a rebalance makes it read nothing twice', async () => {
    const topic = await newTopic(2);
    await write(kafka().kafka, topic, ['0:a', '1:b']);
    const groupId = uniqueName('rebalanced');
    const { follower, read } = await follow(topic, { groupId });
    await follower.caughtUp;

    const other = kafka().kafka.consumer({ groupId: await fullName(kafka().kafka, groupId) });
    const joined = new Promise((resolve) => other.on(other.events.GROUP_JOIN, resolve));
    await other.connect();
    await other.subscribe({ topic });
    await other.run({ eachMessage: async () => {} });
    await joined;
    await other.disconnect();
    await write(kafka().kafka, topic, ['0:c', '1:d']);

    await vi.waitFor(() => expect(read.toSorted()).toEqual(['0:a', '0:c', '1:b', '1:d']), 20_000);
    await follower.stop();
  });

  test('does not wait for records that were deleted', async ({ skip }) => {
    const topic = await newTopic(1);
    await write(kafka().kafka, topic, ['0:a', '0:b']);
    const admin = kafka().kafka.admin();
    await admin.connect();
    // kafkajs deletes only where it knows the leaders already.
    await admin.fetchTopicOffsets(topic);
    const deleted = admin.deleteTopicRecords({ topic, partitions: [{ partition: 0, offset: '2' }] });
    skip(await lacks(deleted), 'the broker has no DeleteRecords');
    await admin.disconnect();

    const { follower, read } = await follow(topic);
    await follower.caughtUp;

    expect(read).toEqual([]);
    await follower.stop();
  });

  test('leaves out aborted transactions, and does not wait for them', async ({ skip }) => {
    const topic = await newTopic(1);
    const producer = kafka().kafka.producer({
      transactionalId: uniqueName('transaction'),
      idempotent: true,
      maxInFlightRequests: 1,
    });
    await producer.connect();
    skip(await lacks(abortNothing(producer)), 'the broker has no transactions');
    for (const [value, end] of [['kept', 'commit'] as const, ['dropped', 'abort'] as const]) {
      const transaction = await producer.transaction();
      await transaction.send({ topic, messages: [{ value }] });
      await transaction[end]();
    }
    await producer.disconnect();

    const { follower, read } = await follow(topic);
    await follower.caughtUp;

    expect(read).toEqual(['0:kept']);
    await follower.stop();
  });

  test('stopped before it is caught up, it says so', async () => {
    const topic = await newTopic(1);
    await write(kafka().kafka, topic, ['0:a', '0:b']);
    let release = () => {};
    let started = () => {};
    const inHand = new Promise<void>((resolve) => {
      started = resolve;
    });
    const { follower } = await follow(topic, {
      onRecord: () => {
        started();
        return new Promise<void>((resolve) => {
          release = resolve;
        });
      },
    });
    await inHand;

    const stopped = follower.stop();
    release();

    await expect(follower.caughtUp).rejects.toMatchObject({ code: 'KAFKA_FOLLOWING_ENDED' });
    await stopped;
  });

  test('a topic that does not exist is an error', async () => {
    await expect(follow(uniqueName('missing'))).rejects.toThrow(/does not host this topic-partition/);
  });
});

const unsupported = /does not support the requested API version|Failed to find group coordinator/;

/** Whether a request fails because the broker does not have it (yet). */
async function lacks(request: Promise<unknown>): Promise<boolean> {
  try {
    await request;
    return false;
  } catch (error) {
    return error instanceof Error && unsupported.test(error.message);
  }
}

async function abortNothing(producer: Producer): Promise<void> {
  await (await producer.transaction()).abort();
}

/** The name of the one group that begins so. */
async function fullName(kafka: Kafka, groupId: string): Promise<string> {
  const admin = kafka.admin();
  await admin.connect();
  const { groups } = await admin.listGroups();
  await admin.disconnect();
  return String(groups.find((group) => group.groupId.startsWith(groupId))?.groupId);
}

async function write(kafka: Kafka, topic: string, records: string[]): Promise<void> {
  const producer = kafka.producer();
  await producer.connect();
  const messages = records.map((record) => {
    const [partition, value = ''] = record.split(':');
    return { partition: Number(partition), value };
  });
  await producer.send({ topic, messages });
  await producer.disconnect();
}
