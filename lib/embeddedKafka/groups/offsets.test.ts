import { describe, expect, it } from 'vitest';
import { RecordBatch } from '../records/recordBatch.ts';
import { readRecords } from '../records/records.ts';
import { offsetsTopic } from '../topics/topicCatalog.ts';
import { as, groupId, join, joinRequest, offset, openTestGroups, stableMember } from './testGroups.ts';

const wireError = (error: string) => expect.objectContaining({ name: 'KafkaWireError', error });
/** A commit from outside the group protocol. */
const simple = { groupId, generationId: -1, memberId: '', groupInstanceId: null };
const allOffsets = { groupId, topics: null };

describe('committed offsets', () => {
  it('are returned as they were committed, −1 where nothing was', () => {
    const { coordinator } = openTestGroups();
    const offsets = [offset('wine', 0, 5n, 'note'), { ...offset('wine', 1, 7n), leaderEpoch: 3 }];
    expect(coordinator.commitOffsets({ ...simple, offsets })).toEqual([
      { topic: 'wine', partition: 0, error: 'NONE' },
      { topic: 'wine', partition: 1, error: 'NONE' },
    ]);
    const topics = [{ topic: 'wine', partitions: [1, 0, 2] }];
    expect(coordinator.fetchOffsets({ groupId, topics })).toEqual([
      { topic: 'wine', partition: 1, offset: 7n, leaderEpoch: 3, metadata: '', isUnstable: false },
      { topic: 'wine', partition: 0, offset: 5n, leaderEpoch: -1, metadata: 'note', isUnstable: false },
      { topic: 'wine', partition: 2, offset: -1n, leaderEpoch: -1, metadata: '', isUnstable: false },
    ]);
    expect(coordinator.fetchOffsets(allOffsets)).toHaveLength(2);
    expect(coordinator.fetchOffsets({ groupId: 'other', topics: null })).toEqual([]);
    expect(coordinator.fetchOffsets({ groupId, topics: [] })).toEqual([]);
  });

  it('are refused one by one when their metadata is too long', () => {
    const { coordinator } = openTestGroups();
    const offsets = [offset('wine', 0, 5n, 'ü'.repeat(2049)), offset('wine', 1, 7n, 'x'.repeat(4096))];
    expect(coordinator.commitOffsets({ ...simple, offsets }).map(({ error }) => error)).toEqual([
      'OFFSET_METADATA_TOO_LARGE',
      'NONE',
    ]);
    expect(coordinator.fetchOffsets(allOffsets)).toMatchObject([{ partition: 1 }]);
  });

  it.each(['closed', 'killed'])('survive a restart (%s)', (end) => {
    const { coordinator, catalog, files } = openTestGroups();
    coordinator.commitOffsets({ ...simple, offsets: [offset('wine', 0, 5n), offset('beer', 0, 1n, 'note')] });
    coordinator.commitOffsets({ ...simple, offsets: [offset('wine', 0, 6n)] });
    const before = coordinator.fetchOffsets(allOffsets);
    if (end === 'closed') {
      coordinator.close();
      catalog.close();
    }
    const { coordinator: again } = openTestGroups(files);
    expect(again.fetchOffsets(allOffsets)).toEqual(before);
    expect(again.list()).toEqual([{ groupId, protocolType: '', state: 'Empty' }]);
  });

  it('are not remembered when they could not be written', () => {
    const { coordinator, files } = openTestGroups();
    coordinator.commitOffsets({ ...simple, offsets: [offset('wine', 0, 5n)] });
    files.failNext('write');
    expect(() => coordinator.commitOffsets({ ...simple, offsets: [offset('wine', 0, 6n)] })).toThrow(
      wireError('NOT_COORDINATOR'),
    );
    expect(coordinator.fetchOffsets(allOffsets)).toMatchObject([{ offset: 5n }]);
  });

  it("are stored in Kafka's layout", () => {
    const { coordinator, catalog } = openTestGroups();
    coordinator.commitOffsets({ ...simple, groupId: 'g', offsets: [offset('t', 2, 258n, 'm')] });
    const bytes = catalog.get(offsetsTopic)?.partitions[0]?.read(0n, 1) as Buffer;
    const [record] = readRecords(new RecordBatch(bytes));
    expect(record?.key?.toString('hex')).toBe(['0001', '000167', '000174', '00000002'].join(''));
    expect(record?.value?.toString('hex')).toBe(
      ['0003', '0000000000000102', 'ffffffff', '00016d', '00000000000003e8'].join(''),
    );
  });

  it('are rewritten when the log has outgrown them, and lose nothing over a crash', () => {
    const { coordinator, catalog, files } = openTestGroups();
    const log = catalog.get(offsetsTopic)?.partitions[0];
    coordinator.commitOffsets({ ...simple, groupId: 'old', offsets: [offset('beer', 3, 42n)] });
    const offsets = (value: number) =>
      Array.from({ length: 1000 }, (_, i) => offset('wine', i, BigInt(value)));
    for (let round = 0; round < 45; round++)
      coordinator.commitOffsets({ ...simple, offsets: offsets(round) });
    expect(log?.startOffset).toBeGreaterThan(40_000n);
    expect(log?.size).toBeLessThan(2_000_000);
    const before = coordinator.fetchOffsets(allOffsets);
    files.losePower();
    const { coordinator: again } = openTestGroups(files);
    expect(again.fetchOffsets({ groupId: 'old', topics: null })).toMatchObject([{ offset: 42n }]);
    expect(again.fetchOffsets(allOffsets)).toHaveLength(1000);
    expect(before.every((entry) => entry.offset === 44n)).toBe(true);
  });
});

describe('who may commit', () => {
  it('is anybody while the group is empty, and its members afterwards', async () => {
    const { coordinator } = openTestGroups();
    const offsets = [offset('wine', 0, 1n)];
    coordinator.commitOffsets({ ...simple, offsets });
    const joined = await stableMember(coordinator);
    coordinator.commitOffsets({ ...as(joined), offsets });
    for (const [change, error] of [
      [simple, 'UNKNOWN_MEMBER_ID'],
      [{ ...as(joined), memberId: 'nobody' }, 'UNKNOWN_MEMBER_ID'],
      [{ ...as(joined), generationId: 0 }, 'ILLEGAL_GENERATION'],
      [{ ...as(joined), generationId: -1 }, 'ILLEGAL_GENERATION'],
      [{ ...as(joined), groupId: 'unknown' }, 'ILLEGAL_GENERATION'],
      [{ ...simple, groupId: '' }, 'INVALID_GROUP_ID'],
    ] as const) {
      expect(() => coordinator.commitOffsets({ ...change, offsets })).toThrow(wireError(error));
    }
  });

  it('is a member while others are awaited, but not before it has its assignment', async () => {
    const { coordinator, clock } = openTestGroups();
    const joined = await stableMember(coordinator);
    join(coordinator);
    await Promise.resolve();
    expect(coordinator.commitOffsets({ ...as(joined), offsets: [offset('wine', 0, 1n)] })).toHaveLength(1);
    const leader = await coordinator.join(joinRequest({ memberId: joined.memberId }));
    expect(() => coordinator.commitOffsets({ ...as(leader), offsets: [] })).toThrow(
      wireError('REBALANCE_IN_PROGRESS'),
    );
    coordinator.close();
    expect(clock.pending).toBe(0);
  });

  it('keeps its session by committing', async () => {
    const { coordinator, clock } = openTestGroups();
    const joined = await stableMember(coordinator);
    for (let i = 0; i < 5; i++) {
      clock.advance(9000);
      coordinator.commitOffsets({ ...as(joined), offsets: [] });
    }
    coordinator.heartbeat(as(joined));
  });
});

describe('forgetting', () => {
  it('drops the offsets of a deleted topic in all groups, for good', () => {
    const { coordinator, files } = openTestGroups();
    for (const id of ['a', 'b']) {
      const offsets = [offset('wine', 0, 1n), offset('wine', 1, 2n), offset('beer', 0, 3n)];
      coordinator.commitOffsets({ ...simple, groupId: id, offsets });
    }
    coordinator.topicDeleted('wine');
    for (const each of [coordinator, openTestGroups(files).coordinator]) {
      for (const id of ['a', 'b']) {
        expect(each.fetchOffsets({ groupId: id, topics: null })).toMatchObject([
          { topic: 'beer', offset: 3n },
        ]);
      }
    }
  });

  it('deletes an empty group with its offsets, for good', async () => {
    const { coordinator, files } = openTestGroups();
    expect(() => coordinator.deleteGroup(groupId)).toThrow(wireError('GROUP_ID_NOT_FOUND'));
    const joined = await stableMember(coordinator);
    coordinator.commitOffsets({ ...as(joined), offsets: [offset('wine', 0, 1n)] });
    expect(() => coordinator.deleteGroup(groupId)).toThrow(wireError('NON_EMPTY_GROUP'));
    coordinator.leave({ groupId, members: [{ memberId: joined.memberId, groupInstanceId: null }] });
    coordinator.deleteGroup(groupId);
    for (const each of [coordinator, openTestGroups(files).coordinator]) {
      expect(each.fetchOffsets(allOffsets)).toEqual([]);
      expect(each.describe(groupId)).toMatchObject({ state: 'Dead', members: [] });
      expect(each.list()).toEqual([]);
    }
  });
});

describe('listing', () => {
  it('shows all groups, or those in the states asked for', async () => {
    const { coordinator } = openTestGroups();
    coordinator.commitOffsets({ ...simple, groupId: 'simple', offsets: [offset('wine', 0, 1n)] });
    await stableMember(coordinator);
    const stable = { groupId, protocolType: 'consumer', state: 'Stable' };
    expect(coordinator.list()).toEqual([{ groupId: 'simple', protocolType: '', state: 'Empty' }, stable]);
    expect(coordinator.list({ states: ['STABLE', 'dead'] })).toEqual([stable]);
    expect(coordinator.list({ states: [] })).toHaveLength(2);
    expect(coordinator.list({ states: ['Dead'] })).toEqual([]);
  });
});

describe('offsets of a group without members', () => {
  const day = 24 * 60 * 60_000;

  it('are forgotten after seven days, and the group with them', async () => {
    const { coordinator, clock } = openTestGroups();
    coordinator.commitOffsets({ ...simple, offsets: [offset('wine', 0, 5n)] });
    clock.advance(4 * day);
    coordinator.commitOffsets({ ...simple, offsets: [offset('wine', 1, 5n)] });
    clock.advance(4 * day);
    coordinator.expireOffsets();
    expect(coordinator.fetchOffsets(allOffsets)).toMatchObject([{ partition: 1 }]);
    clock.advance(4 * day);
    coordinator.expireOffsets();
    expect(coordinator.fetchOffsets(allOffsets)).toEqual([]);
    expect(coordinator.list()).toEqual([]);
  });

  it('are kept while there are members, and seven days from when the last one left', async () => {
    const { coordinator, clock } = openTestGroups(undefined, { offsetsRetentionMs: 30 * 60_000 });
    coordinator.commitOffsets({ ...simple, offsets: [offset('wine', 0, 5n)] });
    const joined = await stableMember(coordinator, { sessionTimeoutMs: 30 * 60_000 });
    clock.advance(29 * 60_000);
    coordinator.heartbeat(as(joined));
    clock.advance(20 * 60_000);
    coordinator.expireOffsets();
    coordinator.leave({ groupId, members: [{ memberId: joined.memberId, groupInstanceId: null }] });
    coordinator.expireOffsets();
    expect(coordinator.fetchOffsets(allOffsets)).toHaveLength(1);
    clock.advance(31 * 60_000);
    coordinator.expireOffsets();
    expect(coordinator.list()).toEqual([]);
  });
});
