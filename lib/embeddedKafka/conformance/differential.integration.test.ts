import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { EmbeddedKafka } from '../index.ts';
import { batchOf } from '../log/testLog.ts';
import { kafkaErrors } from '../protocol/errors.ts';
import { alterConfigs } from '../protocol/messages/alterConfigs.ts';
import { createPartitions } from '../protocol/messages/createPartitions.ts';
import { createTopics } from '../protocol/messages/createTopics.ts';
import { deleteGroups } from '../protocol/messages/deleteGroups.ts';
import { deleteRecords } from '../protocol/messages/deleteRecords.ts';
import { deleteTopics } from '../protocol/messages/deleteTopics.ts';
import { describeConfigs } from '../protocol/messages/describeConfigs.ts';
import { describeGroups } from '../protocol/messages/describeGroups.ts';
import { endTxn } from '../protocol/messages/endTxn.ts';
import { fetch } from '../protocol/messages/fetch.ts';
import { findCoordinator } from '../protocol/messages/findCoordinator.ts';
import { heartbeat } from '../protocol/messages/heartbeat.ts';
import { incrementalAlterConfigs } from '../protocol/messages/incrementalAlterConfigs.ts';
import { initProducerId } from '../protocol/messages/initProducerId.ts';
import { joinGroup } from '../protocol/messages/joinGroup.ts';
import { leaveGroup } from '../protocol/messages/leaveGroup.ts';
import { listOffsets } from '../protocol/messages/listOffsets.ts';
import { offsetCommit } from '../protocol/messages/offsetCommit.ts';
import { offsetDelete } from '../protocol/messages/offsetDelete.ts';
import { offsetFetch } from '../protocol/messages/offsetFetch.ts';
import { offsetForLeaderEpoch } from '../protocol/messages/offsetForLeaderEpoch.ts';
import { produce } from '../protocol/messages/produce.ts';
import { syncGroup } from '../protocol/messages/syncGroup.ts';
import type { Encodable, Messages } from '../protocol/types.ts';
import { RecordBatch } from '../records/recordBatch.ts';
import { WireClient } from '../testing/wireClient.ts';

/** The same requests to this broker and to the Kafka of KAFKA_BROKERS: their answers must not differ. */
const real = process.env.KAFKA_BROKERS;
if (real === undefined) console.warn('skipped: KAFKA_BROKERS names no real Kafka to compare with');

/** What each broker says in its own words, or gives a value of its own. */
const own = new Set([
  'throttleTimeMs',
  'topicId',
  'errorMessage',
  'sessionId',
  'configs',
  'memberId',
  'leader',
  'recordErrors',
]);

function comparable(value: unknown): unknown {
  if (Buffer.isBuffer(value)) return `${value.length} bytes`;
  if (Array.isArray(value)) return value.map(comparable);
  if (typeof value === 'bigint') return `${value}`;
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, inner]) => (own.has(name) ? [] : [[name, comparable(inner)]])),
  );
}

describe.skipIf(real === undefined)('this broker and Apache Kafka', () => {
  const nobody = { transactionalId: 'none', producerId: 5n, producerEpoch: 0, committed: true };
  const topic = `differential-${Date.now()}`;
  let broker: EmbeddedKafka;
  const clients: WireClient[] = [];

  beforeAll(async () => {
    broker = await EmbeddedKafka.start();
    for (const bootstrap of [broker.bootstrap, real ?? '']) clients.push(await WireClient.connect(bootstrap));
    const plain = { numPartitions: 2, replicationFactor: 1, assignments: [], configs: [] };
    for (const client of clients) {
      await client.ask(createTopics, 5, { topics: [{ name: topic, ...plain }], timeoutMs: 10_000 });
      await client.ask(findCoordinator, 3, { key: topic, coordinatorKeys: [] });
      await client.ask(findCoordinator, 3, { key: 'none', keyType: 1, coordinatorKeys: [] });
      // A cluster answers before its partitions and its coordinator are ready.
      const partitions = [{ partitionIndex: 0, timestamp: -1n }];
      await vi.waitFor(async () => {
        const offsets = await client.ask(listOffsets, 7, {
          replicaId: -1,
          topics: [{ name: topic, partitions }],
        });
        expect(offsets).toMatchObject({ topics: [{ partitions: [{ errorCode: 0 }] }] });
        const beat = await client.ask(heartbeat, 3, { groupId: topic, generationId: 1, memberId: 'm' });
        expect(beat).toMatchObject({ errorCode: kafkaErrors.UNKNOWN_MEMBER_ID.code });
        const ended = await client.ask(endTxn, 3, nobody);
        expect(ended).toMatchObject({ errorCode: kafkaErrors.INVALID_PRODUCER_ID_MAPPING.code });
      }, 20_000);
    }
  });
  afterAll(async () => {
    for (const client of clients) {
      await client.ask(deleteTopics, 5, { topics: [], topicNames: [topic], timeoutMs: 10_000 });
      client.close();
    }
    await broker.stop();
  });

  async function expectSame<M extends Messages>(
    messages: M,
    version: number,
    request: () => Encodable<M['request']>,
  ) {
    const [ours, theirs] = await Promise.all(
      clients.map((client) => client.ask(messages, version, request())),
    );
    expect(comparable(ours)).toEqual(comparable(theirs));
  }

  const produced =
    (records: () => Buffer, acks = -1, name = topic) =>
    () => ({
      ...{ transactionalId: null, acks, timeoutMs: 1000 },
      topicData: [{ name, partitionData: [{ index: 0, records: records() }] }],
    });
  const now = BigInt(Date.now());
  const batch =
    (change: (bytes: Buffer) => void = () => {}, more: object = {}) =>
    () => {
      const bytes = batchOf(['a', 'b'], { timestamp: now, ...more });
      change(bytes);
      bytes.writeUInt32BE(new RecordBatch(bytes).computeCrc(), 17);
      return bytes;
    };
  const idempotent = (baseSequence: number, producerEpoch = 0) => ({
    producerId: 77_000n,
    producerEpoch,
    baseSequence,
  });

  it.each([
    ['records', produced(batch())],
    ['a wrong checksum', produced(() => batchOf(['a'], { timestamp: now }).fill(7, 17, 18))],
    ['a base offset', produced(batch((bytes) => bytes.writeBigInt64BE(5n, 0)))],
    ['a count that disagrees', produced(batch((bytes) => bytes.writeInt32BE(9, 57)))],
    ['a control batch', produced(batch((bytes) => bytes.writeInt16BE(0x20, 21)))],
    ['the time of a broker', produced(batch((bytes) => bytes.writeInt16BE(8, 21)))],
    ['a time far ahead', produced(batch(undefined, { timestamp: now + 90_000_000n }))],
    ['acks 2', produced(batch(), 2)],
    ['an unknown topic', produced(batch(), -1, 'no-such-topic')],
    ['a bad topic name', produced(batch(), -1, 'no such topic')],
    ['too large a batch', produced(() => batchOf(['x'.repeat(1_200_000)], { timestamp: now }))],
    ['a sequence', produced(batch(undefined, idempotent(0)))],
    ['it once more', produced(batch(undefined, idempotent(0)))],
    ['a gap', produced(batch(undefined, idempotent(5)))],
    ['the next', produced(batch(undefined, idempotent(2)))],
    ['a new epoch, not from 0', produced(batch(undefined, idempotent(4, 1)))],
    ['a new epoch', produced(batch(undefined, idempotent(0, 1)))],
    ['an old epoch', produced(batch(undefined, idempotent(4, 0)))],
    ['a transaction of nobody', produced(batch(undefined, { ...idempotent(2, 1), isTransactional: true }))],
  ])('answer Produce alike: %s', async (_, request) => {
    await expectSame(produce, 9, request);
  });

  it('answer reads alike', async () => {
    const at =
      (fetchOffset: bigint, more: object = {}) =>
      () => ({
        ...{ maxWaitMs: 0, minBytes: 0, forgottenTopicsData: [] },
        topics: [{ topic, partitions: [{ partition: 0, fetchOffset, partitionMaxBytes: 100_000, ...more }] }],
      });
    for (const offset of [0n, 1n, 3n, 99n, -1n]) await expectSame(fetch, 11, at(offset));
    await expectSame(fetch, 11, at(0n, { partition: 9 }));
    await expectSame(fetch, 11, at(0n, { currentLeaderEpoch: 5 }));
    await expectSame(fetch, 11, () => ({ ...at(0n)(), isolationLevel: 1 }));
    for (const timestamp of [-1n, -2n, -3n, now, now + 1n]) {
      const partitions = [{ partitionIndex: 0, timestamp }];
      await expectSame(listOffsets, 7, () => ({
        replicaId: -1,
        isolationLevel: 1,
        topics: [{ name: topic, partitions }],
      }));
    }
    for (const leaderEpoch of [0, 1, 7]) {
      const partitions = [{ partition: 0, currentLeaderEpoch: -1, leaderEpoch }];
      await expectSame(offsetForLeaderEpoch, 4, () => ({ topics: [{ topic, partitions }] }));
    }
  });

  it('answer admin clients alike', async () => {
    const plain = { numPartitions: 1, replicationFactor: 1, assignments: [], configs: [] };
    const create =
      (name: string, more: object = {}) =>
      () => ({ topics: [{ name, ...plain, ...more }], timeoutMs: 10_000 });
    await expectSame(createTopics, 5, create(topic));
    await expectSame(createTopics, 5, create('no good name'));
    await expectSame(createTopics, 5, create('x', { numPartitions: 0 }));
    await expectSame(createTopics, 5, create('x', { replicationFactor: 3 }));
    await expectSame(createTopics, 5, create('x', { configs: [{ name: 'no.such', value: '1' }] }));
    await expectSame(createTopics, 5, create('x', { configs: [{ name: 'retention.ms', value: 'soon' }] }));
    for (const count of [1, 2])
      await expectSame(createPartitions, 3, () => ({
        topics: [{ name: topic, count }],
        timeoutMs: 1000,
        validateOnly: true,
      }));
    await expectSame(createPartitions, 3, () => ({
      topics: [{ name: 'none', count: 2 }],
      timeoutMs: 1000,
      validateOnly: true,
    }));
    const set =
      (name: string, value: string | null, operation = 0) =>
      () => ({
        resources: [
          { resourceType: 2, resourceName: topic, configs: [{ name, configOperation: operation, value }] },
        ],
        validateOnly: true,
      });
    await expectSame(incrementalAlterConfigs, 1, set('retention.ms', '1'));
    await expectSame(incrementalAlterConfigs, 1, set('retention.ms', 'soon'));
    await expectSame(incrementalAlterConfigs, 1, set('retention.ms', null));
    await expectSame(incrementalAlterConfigs, 1, set('retention.ms', '1', 2));
    await expectSame(incrementalAlterConfigs, 1, set('no.such', '1'));
    await expectSame(alterConfigs, 2, () => ({
      resources: [{ resourceType: 2, resourceName: 'none', configs: [] }],
      validateOnly: true,
    }));
    await expectSame(describeConfigs, 4, () => ({ resources: [{ resourceType: 2, resourceName: 'none' }] }));
    for (const offset of [99n, 1n, -5n]) {
      const topics = [{ name: topic, partitions: [{ partitionIndex: 0, offset }] }];
      await expectSame(deleteRecords, 2, () => ({ topics, timeoutMs: 1000 }));
    }
    await expectSame(deleteTopics, 5, () => ({ topics: [], topicNames: ['none'], timeoutMs: 1000 }));
  });

  it('answer groups and transactions alike', async () => {
    const groupId = topic;
    const joining = {
      ...{
        groupId,
        sessionTimeoutMs: 10_000,
        rebalanceTimeoutMs: 20_000,
        memberId: '',
        protocolType: 'consumer',
      },
      protocols: [{ name: 'range', metadata: Buffer.alloc(10) }],
    };
    const member = { groupId, generationId: 3, memberId: 'nobody' };
    const partitions = [{ partitionIndex: 0, committedOffset: 1n }];
    const commit = (more: object) => () => ({ ...member, ...more, topics: [{ name: topic, partitions }] });
    await expectSame(joinGroup, 5, () => joining);
    await expectSame(joinGroup, 5, () => ({ ...joining, sessionTimeoutMs: 1 }));
    await expectSame(joinGroup, 5, () => ({ ...joining, memberId: 'nobody' }));
    await expectSame(joinGroup, 5, () => ({ ...joining, groupId: '' }));
    await expectSame(syncGroup, 3, () => ({ ...member, assignments: [] }));
    await expectSame(heartbeat, 3, () => member);
    await expectSame(leaveGroup, 3, () => ({ groupId, members: [{ memberId: 'nobody' }] }));
    await expectSame(offsetCommit, 7, commit({}));
    await expectSame(offsetCommit, 7, commit({ groupId: `${topic}-2`, generationId: -1, memberId: '' }));
    await expectSame(offsetCommit, 7, commit({ groupId: `${topic}-3` }));
    await expectSame(offsetFetch, 7, () => ({ groupId: `${topic}-2`, topics: null, groups: [] }));
    await expectSame(offsetFetch, 7, () => ({
      groupId: 'none',
      topics: [{ name: topic, partitionIndexes: [0, 5] }],
      groups: [],
    }));
    for (const group of [`${topic}-2`, 'none'])
      await expectSame(describeGroups, 5, () => ({ groups: [group] }));
    await expectSame(offsetDelete, 0, () => ({ groupId: 'none', topics: [] }));
    for (const group of ['none', `${topic}-2`, '']) {
      await expectSame(deleteGroups, 2, () => ({ groupsNames: [group] }));
    }
    const init = (transactionalId: string | null, transactionTimeoutMs: number) => () => ({
      transactionalId,
      transactionTimeoutMs,
    });
    await expectSame(initProducerId, 4, init('', 1000));
    await expectSame(initProducerId, 4, init('x', 0));
    await expectSame(initProducerId, 4, init('x', 90_000_000));
    await expectSame(endTxn, 3, () => nobody);
    await expectSame(endTxn, 1, () => ({ ...nobody, committed: false }));
  });
});
