import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import kafkajs, { type Admin, type Consumer, type Kafka, type Producer } from 'kafkajs';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { EmbeddedKafka } from '../index.ts';

const { Kafka: KafkaClient, logLevel, Partitioners, CompressionTypes } = kafkajs;

let dir: string;
let broker: EmbeddedKafka;
let kafka: Kafka;
const open: (Admin | Producer | Consumer)[] = [];

async function startBroker(): Promise<void> {
  broker = await EmbeddedKafka.start({ dir, log: (line) => console.error(line) });
  kafka = new KafkaClient({ brokers: [broker.bootstrap], logLevel: logLevel.NOTHING });
}

beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'kafkajs-'));
  await startBroker();
});

afterEach(async () => {
  await disconnectAll();
  await broker.stop();
  rmSync(dir, { recursive: true });
});

async function connected<C extends Admin | Producer | Consumer>(client: C): Promise<C> {
  await client.connect();
  open.push(client);
  return client;
}

async function disconnectAll(): Promise<void> {
  await Promise.all(open.splice(0).map((client) => client.disconnect()));
}

const admin = () => connected(kafka.admin());
const producer = (options = {}) =>
  connected(kafka.producer({ createPartitioner: Partitioners.DefaultPartitioner, ...options }));
// Leaving waits for the fetch in flight: keep that short.
const consumer = (groupId: string) =>
  connected(kafka.consumer({ groupId, maxWaitTimeInMs: 100, sessionTimeout: 6000, heartbeatInterval: 200 }));

const numbers = (from: number, count: number) => Array.from({ length: count }, (_, i) => `${from + i}`);
const messages = (values: string[]) => values.map((value) => ({ key: value, value }));

interface Seen {
  value: string;
  partition: number;
  offset: string;
}

/** Runs a consumer and collects what it sees. */
async function collect(client: Consumer, topic: string, seen: Seen[]): Promise<void> {
  await client.subscribe({ topic, fromBeginning: true });
  await client.run({
    eachMessage: async ({ partition, message }) => {
      seen.push({ value: String(message.value), partition, offset: message.offset });
    },
  });
}

const until = (check: () => void | Promise<void>) => vi.waitFor(check, { timeout: 20_000 });

function sorted(seen: readonly Seen[]): number[] {
  return seen.map(({ value }) => Number(value)).sort((a, b) => a - b);
}

const upTo = (count: number) => Array.from({ length: count }, (_, i) => i);

describe('kafkajs', () => {
  it('creates, lists, describes and deletes topics', async () => {
    const client = await admin();
    const topics = [
      { topic: 't', numPartitions: 3, configEntries: [{ name: 'cleanup.policy', value: 'compact' }] },
    ];
    expect(await client.createTopics({ topics })).toBe(true);
    expect(await client.createTopics({ topics })).toBe(false);
    expect(await client.listTopics()).toContain('t');
    const [metadata] = (await client.fetchTopicMetadata({ topics: ['t'] })).topics;
    expect(metadata?.partitions).toHaveLength(3);
    const configs = await client.describeConfigs({
      includeSynonyms: true,
      resources: [{ type: 2, name: 't' }],
    });
    expect(configs.resources[0]?.configEntries).toContainEqual(
      expect.objectContaining({ configName: 'cleanup.policy', configValue: 'compact', isDefault: false }),
    );
    expect(await client.describeCluster()).toMatchObject({
      brokers: [{ nodeId: 1, host: broker.host, port: broker.port }],
      controller: 1,
    });
    await client.deleteTopics({ topics: ['t'] });
    expect(await client.listTopics()).not.toContain('t');
  });

  it.each([0, 1, -1])(
    'produces with acks %i, and reads it back with keys, headers and times',
    async (acks) => {
      const sender = await producer();
      const message = { key: 'k', value: 'v', headers: { h: 'x' }, timestamp: '1700000000000' };
      await sender.send({
        topic: 't',
        acks,
        messages: [message, { key: null, value: null, timestamp: '1' }],
      });
      const reader = await consumer('g');
      await reader.subscribe({ topic: 't', fromBeginning: true });
      const seen: unknown[] = [];
      await reader.run({
        eachMessage: async ({ message: { key, value, headers, timestamp, offset } }) => {
          seen.push([offset, key?.toString(), value?.toString(), headers?.h?.toString(), timestamp]);
        },
      });
      await until(() => expect(seen).toHaveLength(2));
      expect(seen).toEqual([
        ['0', 'k', 'v', 'x', '1700000000000'],
        ['1', undefined, undefined, undefined, '1'],
      ]);
    },
  );

  it('produces idempotently and compressed, in order', async () => {
    const sender = await producer({ idempotent: true, maxInFlightRequests: 1 });
    for (let i = 0; i < 5; i++) {
      await sender.send({
        topic: 't',
        compression: CompressionTypes.GZIP,
        messages: messages(numbers(i * 10, 10)),
      });
    }
    const seen: Seen[] = [];
    await collect(await consumer('g'), 't', seen);
    await until(() => expect(seen).toHaveLength(50));
    expect(seen.map(({ value, offset }) => [value, offset])).toEqual(upTo(50).map((i) => [`${i}`, `${i}`]));
  });

  it('creates a topic for the first one that sends to it or subscribes to it', async () => {
    await (await producer()).send({ topic: 'sent', messages: messages(['1']) });
    await (await consumer('g')).subscribe({ topic: 'subscribed' });
    expect(await (await admin()).listTopics()).toEqual(expect.arrayContaining(['sent', 'subscribed']));
  });

  it('shares partitions between the members of a group, and moves them when one leaves', async () => {
    await (await admin()).createTopics({ topics: [{ topic: 't', numPartitions: 4 }] });
    const sender = await producer();
    const send = (from: number, count: number) =>
      sender.send({
        topic: 't',
        messages: numbers(from, count).map((value) => ({ value, partition: Number(value) % 4 })),
      });
    const [first, second]: [Seen[], Seen[]] = [[], []];
    const leaver = await consumer('g');
    await collect(leaver, 't', first);
    await collect(await consumer('g'), 't', second);
    const members = async () => (await (await admin()).describeGroups(['g'])).groups[0];
    await until(async () => expect(await members()).toMatchObject({ state: 'Stable', members: [{}, {}] }));

    await send(0, 40);
    await until(() => expect(sorted([...first, ...second])).toEqual(upTo(40)));
    const partitions = (seen: Seen[]) => new Set(seen.map(({ partition }) => partition));
    expect([partitions(first).size, partitions(second).size]).toEqual([2, 2]);

    open.splice(open.indexOf(leaver), 1);
    await leaver.disconnect();
    await until(async () => expect(await members()).toMatchObject({ state: 'Stable', members: [{}] }));
    second.length = 0;
    await send(40, 40);
    await until(() => expect(sorted(second)).toEqual(upTo(80).slice(40)));
    expect(partitions(second).size).toBe(4);
  });

  it('goes on from the committed offsets, on the same data, after the broker was started again', async () => {
    await (await producer()).send({ topic: 't', messages: messages(numbers(0, 10)) });
    const before: Seen[] = [];
    await collect(await consumer('g'), 't', before);
    await until(async () => {
      const [topic] = await (await admin()).fetchOffsets({ groupId: 'g', topics: ['t'] });
      expect(topic?.partitions[0]?.offset).toBe('10');
    });
    await disconnectAll();
    await broker.stop();
    await startBroker();

    const [sent] = await (await producer()).send({ topic: 't', messages: messages(numbers(10, 5)) });
    expect(sent?.baseOffset).toBe('10');
    const after: Seen[] = [];
    await collect(await consumer('g'), 't', after);
    await until(() => expect(sorted(after)).toEqual([10, 11, 12, 13, 14]));
    expect(sorted(before)).toEqual(upTo(10));
  });

  it('loses nothing that was acknowledged when the broker is killed, and never uses an offset twice', async () => {
    const sender = await producer({ idempotent: true, maxInFlightRequests: 1 });
    await sender.send({ topic: 't', messages: messages(numbers(0, 20)) });
    await disconnectAll();
    await broker.kill();
    await startBroker();
    const again = await producer({ idempotent: true, maxInFlightRequests: 1 });
    const [sent] = await again.send({ topic: 't', messages: messages(numbers(20, 5)) });
    expect(sent?.baseOffset).toBe('20');
    const seen: Seen[] = [];
    await collect(await consumer('g'), 't', seen);
    await until(() => expect(sorted(seen)).toEqual(upTo(25)));
  });

  it('finds offsets by time, sets and resets those of a group', async () => {
    const client = await admin();
    const sender = await producer();
    for (const timestamp of ['1000', '2000', '3000']) {
      await sender.send({ topic: 't', messages: [{ value: timestamp, timestamp }] });
    }
    expect(await client.fetchTopicOffsetsByTimestamp('t', 1500)).toEqual([{ partition: 0, offset: '1' }]);
    expect(await client.fetchTopicOffsets('t')).toEqual([{ partition: 0, offset: '3', low: '0', high: '3' }]);
    await client.setOffsets({ groupId: 'g', topic: 't', partitions: [{ partition: 0, offset: '2' }] });
    expect(await client.fetchOffsets({ groupId: 'g', topics: ['t'] })).toMatchObject([
      { topic: 't', partitions: [{ partition: 0, offset: '2' }] },
    ]);
    expect((await client.listGroups()).groups).toContainEqual(expect.objectContaining({ groupId: 'g' }));
  });

  it('commits and aborts transactions, with the offsets of a group', async () => {
    await (await admin()).createTopics({ topics: [{ topic: 't' }] });
    const sender = await producer({ transactionalId: 'tx', idempotent: true, maxInFlightRequests: 1 });
    const offsets = {
      consumerGroupId: 'g',
      topics: [{ topic: 't', partitions: [{ partition: 0, offset: '7' }] }],
    };
    for (const outcome of ['commit', 'abort', 'commit'] as const) {
      const transaction = await sender.transaction();
      await transaction.send({ topic: 't', messages: messages([outcome]) });
      if (outcome === 'commit') await transaction.sendOffsets(offsets);
      await transaction[outcome]();
    }
    // kafkajs shows committed records only, unless told otherwise.
    const seen: Seen[] = [];
    await collect(await consumer('reader'), 't', seen);
    await until(() =>
      expect(seen.map(({ value, offset }) => [value, offset])).toEqual([
        ['commit', '0'],
        ['commit', '4'],
      ]),
    );
    const [topic] = await (await admin()).fetchOffsets({ groupId: 'g', topics: ['t'] });
    expect(topic?.partitions[0]?.offset).toBe('7');
  });

  it('ends a transaction that was decided, and aborts one that was not, after the broker was killed', async () => {
    await (await admin()).createTopics({ topics: [{ topic: 't' }] });
    const options = {
      transactionalId: 'tx',
      idempotent: true,
      maxInFlightRequests: 1,
      transactionTimeout: 1000,
    };
    const sender = await producer(options);
    const decided = await sender.transaction();
    await decided.send({ topic: 't', messages: messages(['1']) });
    await decided.commit();
    const open = await sender.transaction();
    await open.send({ topic: 't', messages: messages(['2']) });
    await disconnectAll();
    await broker.kill();
    await startBroker();
    await (await producer()).send({ topic: 't', messages: messages(['3']) });
    const seen: Seen[] = [];
    await collect(await consumer('reader'), 't', seen);
    await until(() => expect(sorted(seen)).toEqual([1, 3]));
  });

  it('adds partitions, changes configs, deletes records and groups', async () => {
    const client = await admin();
    await client.createTopics({ topics: [{ topic: 't' }] });
    await client.createPartitions({ topicPartitions: [{ topic: 't', count: 3 }] });
    expect((await client.fetchTopicMetadata({ topics: ['t'] })).topics[0]?.partitions).toHaveLength(3);
    const resources = [{ type: 2, name: 't', configEntries: [{ name: 'retention.ms', value: '5000' }] }];
    await client.alterConfigs({ validateOnly: false, resources });
    const { resources: described } = await client.describeConfigs({
      includeSynonyms: false,
      resources: [{ type: 2, name: 't', configNames: ['retention.ms'] }],
    });
    expect(described[0]?.configEntries).toMatchObject([{ configName: 'retention.ms', configValue: '5000' }]);
    await (await producer()).send({
      topic: 't',
      messages: [0, 1, 2].map((i) => ({ value: `${i}`, partition: 0 })),
    });
    await client.deleteTopicRecords({ topic: 't', partitions: [{ partition: 0, offset: '2' }] });
    expect((await client.fetchTopicOffsets('t'))[0]).toMatchObject({ partition: 0, low: '2', high: '3' });
    await client.setOffsets({ groupId: 'g', topic: 't', partitions: [{ partition: 0, offset: '2' }] });
    await client.deleteGroups(['g']);
    expect((await client.listGroups()).groups).not.toContainEqual(expect.objectContaining({ groupId: 'g' }));
  });
});
