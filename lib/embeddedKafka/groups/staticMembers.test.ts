import { beforeEach, describe, expect, it } from 'vitest';
import type { GroupCoordinator } from './groupCoordinator.ts';
import {
  as,
  groupId,
  join,
  joinRequest,
  openTestGroups,
  outcome,
  outcomeLater,
  settled,
  stableMember,
  syncRequest,
  type TestGroups,
} from './testGroups.ts';

let groups: TestGroups;
let coordinator: GroupCoordinator;
beforeEach(() => {
  groups = openTestGroups();
  coordinator = groups.coordinator;
});

const wireError = (error: string) => expect.objectContaining({ name: 'KafkaWireError', error });
const one = { groupInstanceId: 'one' };
const two = { groupInstanceId: 'two' };

/** Instance one leads, instance two follows, both have their assignment. */
async function stableInstances() {
  const first = await stableMember(coordinator, one);
  const second = join(coordinator, two);
  const leader = await coordinator.join(joinRequest({ ...one, memberId: first.memberId }));
  const follower = await second;
  await Promise.all([
    coordinator.sync(syncRequest(follower, 'two')),
    coordinator.sync(syncRequest(leader, 'one')),
  ]);
  return { leader, follower };
}

describe('a static member', () => {
  it('joins in one step, with its instance in the member id', async () => {
    expect((await coordinator.join(joinRequest(one))).memberId).toBe('one-1');
  });

  it('comes back to its assignment without a rebalance', async () => {
    const { follower } = await stableInstances();
    const back = await coordinator.join(joinRequest(two));
    expect(back).toMatchObject({ generationId: 2, leaderId: 'one-1', members: [], skipAssignment: false });
    expect(back.memberId).not.toBe(follower.memberId);
    const { assignment } = await coordinator.sync(syncRequest(back, 'two'));
    expect(assignment.toString()).toBe(follower.memberId);
    coordinator.heartbeat(as(back, 'two'));
    expect(coordinator.describe(groupId).state).toBe('Stable');
  });

  it('that led is told to skip the assignment, or an older client of the leader before', async () => {
    const { leader } = await stableInstances();
    const back = await coordinator.join(joinRequest(one));
    expect(back).toMatchObject({ leaderId: back.memberId, skipAssignment: true });
    expect(back.members).toHaveLength(2);
    const older = await coordinator.join(joinRequest({ ...one, supportsSkippingAssignment: false }));
    expect(older).toMatchObject({ leaderId: back.memberId, skipAssignment: false, members: [] });
    expect(older.memberId).not.toBe(leader.memberId);
  });

  it('fences its former self', async () => {
    const { follower } = await stableInstances();
    const back = await coordinator.join(joinRequest(two));
    const former = as(follower, 'two');
    expect(() => coordinator.heartbeat(former)).toThrow(wireError('FENCED_INSTANCE_ID'));
    await expect(coordinator.sync(syncRequest(follower, 'two'))).rejects.toThrow(
      wireError('FENCED_INSTANCE_ID'),
    );
    const rejoin = joinRequest({ ...two, memberId: follower.memberId });
    await expect(coordinator.join(rejoin)).rejects.toThrow(wireError('FENCED_INSTANCE_ID'));
    expect(() => coordinator.commitOffsets({ ...former, offsets: [] })).toThrow(
      wireError('FENCED_INSTANCE_ID'),
    );
    expect(coordinator.leave({ groupId, members: [{ ...two, memberId: follower.memberId }] })).toMatchObject([
      { error: 'FENCED_INSTANCE_ID' },
    ]);
    coordinator.heartbeat(as(back, 'two'));
  });

  it('fences a join that still waits', async () => {
    await stableMember(coordinator, one);
    const former = coordinator.join(joinRequest(two));
    const back = coordinator.join(joinRequest(two));
    expect([await outcome(former), await outcome(back)]).toEqual(['FENCED_INSTANCE_ID', 'waits']);
  });

  it('causes a rebalance when it comes back with what changes the protocol', async () => {
    const first = await stableMember(coordinator, one);
    const protocols = [{ name: 'sticky', metadata: Buffer.alloc(0) }];
    const both = [...protocols, { name: 'range', metadata: Buffer.alloc(0) }];
    const back = await coordinator.join(joinRequest({ ...one, protocols: both }));
    expect(back).toMatchObject({ generationId: first.generationId + 1, protocolName: 'sticky' });
  });

  it('keeps its place in a rebalance that it misses, until its session ends', async () => {
    const longSession = { sessionTimeoutMs: 100_000 };
    const first = await stableMember(coordinator, { ...one, ...longSession });
    const second = join(coordinator, { ...two, ...longSession });
    const leader = await coordinator.join(joinRequest({ ...one, ...longSession, memberId: first.memberId }));
    const follower = await second;
    await Promise.all([
      coordinator.sync(syncRequest(follower, 'two')),
      coordinator.sync(syncRequest(leader, 'one')),
    ]);

    const rejoin = joinRequest({ ...one, ...longSession, memberId: leader.memberId });
    const waiting = outcomeLater(coordinator.join(rejoin));
    groups.clock.advance(59_999);
    await settled();
    expect(waiting()).toBe('waits');
    groups.clock.advance(1);
    const instances = () =>
      coordinator.describe(groupId).members.map(({ groupInstanceId }) => groupInstanceId);
    expect([coordinator.describe(groupId).state, instances()]).toEqual([
      'CompletingRebalance',
      ['one', 'two'],
    ]);
    groups.clock.advance(40_000);
    expect(instances()).toEqual(['one']);
  });

  it('can be removed by its instance alone', async () => {
    await stableInstances();
    const members = [
      { memberId: '', groupInstanceId: 'one' },
      { memberId: '', groupInstanceId: 'three' },
    ];
    expect(coordinator.leave({ groupId, members }).map(({ error }) => error)).toEqual([
      'NONE',
      'UNKNOWN_MEMBER_ID',
    ]);
    expect(coordinator.describe(groupId).members).toMatchObject([{ groupInstanceId: 'two' }]);
  });
});
