import { describe, expect, it } from 'vitest';
import { kafkaErrors } from '../protocol/errors.ts';
import { initProducerId } from '../protocol/messages/initProducerId.ts';
import { listOffsets } from '../protocol/messages/listOffsets.ts';
import { offsetCommit } from '../protocol/messages/offsetCommit.ts';
import { offsetFetch } from '../protocol/messages/offsetFetch.ts';
import { buildBatch } from '../records/buildBatch.ts';
import { AskedBroker } from '../testing/askBroker.ts';

function withTopic(): AskedBroker {
  const broker = new AskedBroker();
  broker.parts.catalog.create('t', { partitions: 2 });
  return broker;
}

function committing(partitionIndexes: number[], member = { generationId: -1, memberId: '' }) {
  const partitions = partitionIndexes.map((partitionIndex) => ({
    partitionIndex,
    committedOffset: 40n + BigInt(partitionIndex),
    committedMetadata: 'note',
  }));
  return { groupId: 'g', ...member, topics: [{ name: 't', partitions }] };
}

describe('OffsetCommit and OffsetFetch', () => {
  it.each([2, 5, 6, 8, 9])('keep offsets, committed in version %i', async (version) => {
    const broker = withTopic();
    const committed = await broker.ask(offsetCommit, version, committing([0, 1, 7]));
    expect(committed?.topics[0]?.partitions).toEqual([
      { partitionIndex: 0, errorCode: 0 },
      { partitionIndex: 1, errorCode: 0 },
      { partitionIndex: 7, errorCode: kafkaErrors.UNKNOWN_TOPIC_OR_PARTITION.code },
    ]);
    const fetched = await broker.ask(offsetFetch, 5, {
      groupId: 'g',
      topics: [{ name: 't', partitionIndexes: [1] }],
      groups: [],
    });
    expect(fetched?.topics).toEqual([
      {
        name: 't',
        partitions: [
          {
            partitionIndex: 1,
            committedOffset: 41n,
            committedLeaderEpoch: -1,
            metadata: 'note',
            errorCode: 0,
          },
        ],
      },
    ]);
  });

  it('give everything for null, and -1 for what was not committed', async () => {
    const broker = withTopic();
    await broker.ask(offsetCommit, 2, committing([1]));
    const all = await broker.ask(offsetFetch, 2, { groupId: 'g', topics: null, groups: [] });
    expect(all?.topics[0]?.partitions.map(({ partitionIndex }) => partitionIndex)).toEqual([1]);
    const topics = [{ name: 't', partitionIndexes: [0] }];
    const none = await broker.ask(offsetFetch, 1, { groupId: 'g', topics, groups: [] });
    expect(none?.topics[0]?.partitions[0]).toMatchObject({ committedOffset: -1n, errorCode: 0 });
  });

  it.each([8, 9])('answer several groups at once, in version %i', async (version) => {
    const broker = withTopic();
    await broker.ask(offsetCommit, 8, committing([0]));
    const topics = [{ name: 't', partitionIndexes: [0] }];
    const groups = [
      { groupId: 'g', topics },
      { groupId: 'other', topics },
    ];
    const answer = await broker.ask(offsetFetch, version, { groups });
    const offsets = answer?.groups.map(({ groupId, topics }) => [
      groupId,
      topics[0]?.partitions[0]?.committedOffset,
    ]);
    expect(offsets).toEqual([
      ['g', 40n],
      ['other', -1n],
    ]);
  });

  it('tell a stranger so, for every partition', async () => {
    const answer = await withTopic().ask(
      offsetCommit,
      7,
      committing([0, 1], { generationId: 3, memberId: 'x' }),
    );
    const codes = answer?.topics[0]?.partitions.map(({ errorCode }) => errorCode);
    expect(codes?.[0]).toBeGreaterThan(0);
    expect(new Set(codes).size).toBe(1);
  });
});

describe('ListOffsets', () => {
  const ask = async (broker: AskedBroker, version: number, timestamp: bigint, name = 't') => {
    const topics = [{ name, partitions: [{ partitionIndex: 0, timestamp }] }];
    return (await broker.ask(listOffsets, version, { replicaId: -1, topics }))?.topics[0]?.partitions[0];
  };

  it('finds the ends, the newest record, and the first record at or after a time', async () => {
    const broker = withTopic();
    for (const timestamp of [100n, 300n, 200n]) {
      const batch = buildBatch({ timestamp, records: [{ key: null, value: null }] });
      broker.parts.catalog.get('t')?.partitions[0]?.append(batch);
    }
    expect(await ask(broker, 7, -1n)).toMatchObject({ offset: 3n, timestamp: -1n, leaderEpoch: 0 });
    expect(await ask(broker, 7, -2n)).toMatchObject({ offset: 0n, timestamp: -1n });
    expect(await ask(broker, 7, -3n)).toMatchObject({ offset: 1n, timestamp: 300n });
    expect(await ask(broker, 1, 150n)).toMatchObject({ offset: 1n, timestamp: 300n });
    expect(await ask(broker, 4, 301n)).toMatchObject({ offset: -1n, timestamp: -1n, leaderEpoch: -1 });
    expect((await ask(broker, 0, -1n))?.oldStyleOffsets).toEqual([3n]);
    expect((await ask(broker, 0, 301n))?.oldStyleOffsets).toEqual([]);
  });

  it('refuses what it does not know', async () => {
    const broker = withTopic();
    expect(await ask(broker, 7, -4n)).toMatchObject({ errorCode: kafkaErrors.UNSUPPORTED_VERSION.code });
    expect(await ask(broker, 7, -1n, 'missing')).toMatchObject({
      errorCode: kafkaErrors.UNKNOWN_TOPIC_OR_PARTITION.code,
      offset: -1n,
    });
  });
});

describe('InitProducerId', () => {
  it('gives every idempotent producer an id of its own', async () => {
    const broker = new AskedBroker();
    const ask = () => broker.ask(initProducerId, 4, { transactionalId: null, transactionTimeoutMs: 1000 });
    const [first, second] = [await ask(), await ask()];
    expect(first).toMatchObject({ errorCode: 0, producerEpoch: 0 });
    expect(second?.producerId).not.toBe(first?.producerId);
  });
});
