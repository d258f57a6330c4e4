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
  stablePair,
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
const state = () => coordinator.describe(groupId).state;

describe('a first member', () => {
  it('gets its id first, then leads a group of one', async () => {
    const required = { error: 'MEMBER_ID_REQUIRED', memberId: 'client-1' };
    await expect(coordinator.join(joinRequest())).rejects.toMatchObject(required);
    expect(await coordinator.join(joinRequest({ memberId: 'client-1' }))).toEqual({
      generationId: 1,
      protocolType: 'consumer',
      protocolName: 'range',
      leaderId: 'client-1',
      memberId: 'client-1',
      skipAssignment: false,
      members: [{ memberId: 'client-1', groupInstanceId: null, metadata: Buffer.from('wine') }],
    });
    expect(state()).toBe('CompletingRebalance');
  });

  it('of an old client joins at once', async () => {
    const joined = await coordinator.join(joinRequest({ requireKnownMemberId: false }));
    expect(joined.memberId).toBe('client-1');
  });

  it('gets the assignment that it sent, again when it asks again', async () => {
    const joined = await join(coordinator);
    const result = {
      protocolType: 'consumer',
      protocolName: 'range',
      assignment: Buffer.from(joined.memberId),
    };
    expect(await coordinator.sync(syncRequest(joined))).toEqual(result);
    expect(await coordinator.sync({ ...syncRequest(joined), assignments: [] })).toEqual(result);
    expect(state()).toBe('Stable');
  });
});

describe('a second member', () => {
  it('makes the first join again; the leader assigns to both', async () => {
    const first = await stableMember(coordinator);
    const second = join(coordinator);
    expect(await outcome(second)).toBe('waits');
    expect(() => coordinator.heartbeat(as(first))).toThrow(wireError('REBALANCE_IN_PROGRESS'));
    await expect(coordinator.sync(syncRequest(first))).rejects.toThrow(wireError('REBALANCE_IN_PROGRESS'));

    const leader = await coordinator.join(joinRequest({ memberId: first.memberId }));
    const follower = await second;
    expect([leader.generationId, follower.generationId]).toEqual([2, 2]);
    expect([leader.members.length, follower.members.length]).toEqual([2, 0]);
    expect(follower.leaderId).toBe(first.memberId);

    const assignment = coordinator.sync(syncRequest(follower));
    expect(await outcome(assignment)).toBe('waits');
    await coordinator.sync(syncRequest(leader));
    expect((await assignment).assignment.toString()).toBe(follower.memberId);
    expect(coordinator.describe(groupId)).toMatchObject({
      state: 'Stable',
      protocolName: 'range',
      members: [leader, follower].map(({ memberId }) => ({
        memberId,
        clientId: 'client',
        clientHost: '/127.0.0.1',
        assignment: Buffer.from(memberId),
      })),
    });
  });

  it('is awaited from the time it got its id', async () => {
    const given = await outcome(coordinator.join(joinRequest()));
    const first = coordinator.join(joinRequest({ requireKnownMemberId: false }));
    expect([given, await outcome(first)]).toEqual(['MEMBER_ID_REQUIRED', 'waits']);
    groups.clock.advance(10_000);
    expect(await outcome(first)).toBe('done');
  });

  it('makes a sync that waits for the leader fail', async () => {
    const { leader, follower } = await stablePair(coordinator);
    const rejoined = [leader, follower].map(({ memberId }) => coordinator.join(joinRequest({ memberId })));
    const [, again] = await Promise.all(rejoined);
    const waiting = coordinator.sync(syncRequest(again as typeof follower));
    join(coordinator);
    expect(await outcome(waiting)).toBe('REBALANCE_IN_PROGRESS');
  });
});

describe('a rebalance', () => {
  it('goes on without members that do not join in time', async () => {
    const { leader, follower } = await stablePair(coordinator);
    const rejoined = coordinator.join(joinRequest({ memberId: leader.memberId }));
    for (let i = 0; i < 60; i++) {
      groups.clock.advance(1000);
      if (i < 59)
        expect(() => coordinator.heartbeat(as(follower))).toThrow(wireError('REBALANCE_IN_PROGRESS'));
    }
    expect((await rejoined).members.map(({ memberId }) => memberId)).toEqual([leader.memberId]);
    expect(() => coordinator.heartbeat(as(follower))).toThrow(wireError('UNKNOWN_MEMBER_ID'));
  });

  it('gives the lead to another when the leader does not join', async () => {
    const { leader, follower } = await stablePair(coordinator);
    coordinator.leave({ groupId, members: [{ memberId: leader.memberId, groupInstanceId: null }] });
    const rejoined = await coordinator.join(joinRequest({ memberId: follower.memberId }));
    expect(rejoined.leaderId).toBe(follower.memberId);
    expect(rejoined.members).toHaveLength(1);
  });

  it('is asked for by a leader that joins a stable group, not by a follower', async () => {
    const { leader, follower } = await stablePair(coordinator);
    const same = await coordinator.join(joinRequest({ memberId: follower.memberId }));
    expect([same.generationId, state()]).toEqual([2, 'Stable']);
    const waiting = coordinator.join(joinRequest({ memberId: leader.memberId }));
    expect([await outcome(waiting), state()]).toEqual(['waits', 'PreparingRebalance']);
  });

  it('begins when a follower changes its subscription', async () => {
    const { follower } = await stablePair(coordinator);
    const protocols = [{ name: 'range', metadata: Buffer.from('beer') }];
    const waiting = coordinator.join(joinRequest({ memberId: follower.memberId, protocols }));
    expect([await outcome(waiting), state()]).toEqual(['waits', 'PreparingRebalance']);
  });

  it('answers a join again that asks again before the sync', async () => {
    const joined = await join(coordinator);
    expect(await coordinator.join(joinRequest({ memberId: joined.memberId }))).toEqual(joined);
  });

  it('removes members that join but never ask for their assignment', async () => {
    const joined = await join(coordinator, { rebalanceTimeoutMs: 30_000 });
    for (let i = 0; i < 6; i++) {
      coordinator.heartbeat(as(joined));
      groups.clock.advance(5000);
    }
    expect(state()).toBe('Empty');
  });

  it('removes members that do not ask for their assignment again in the next generation', async () => {
    const { memberId } = await stableMember(coordinator);
    const joined = await coordinator.join(joinRequest({ memberId }));
    for (let i = 0; i < 12; i++) {
      coordinator.heartbeat(as(joined));
      groups.clock.advance(5000);
    }
    expect(state()).toBe('Empty');
  });

  it('keeps members waiting as long as they allow, but new ones for five minutes', async () => {
    const patient = { rebalanceTimeoutMs: 10 * 60_000 };
    const first = await stableMember(coordinator, patient);
    const second = join(coordinator, patient);
    await settled();
    const leader = await coordinator.join(joinRequest({ ...patient, memberId: first.memberId }));
    const follower = await second;
    await Promise.all([coordinator.sync(syncRequest(follower)), coordinator.sync(syncRequest(leader))]);

    const rejoined = outcomeLater(coordinator.join(joinRequest({ ...patient, memberId: leader.memberId })));
    const added = outcomeLater(coordinator.join(joinRequest({ ...patient, requireKnownMemberId: false })));
    expect(() => coordinator.heartbeat(as(leader))).toThrow(wireError('REBALANCE_IN_PROGRESS'));
    const states: string[][] = [];
    for (let seconds = 0; seconds < 600; seconds += 5) {
      expect(() => coordinator.heartbeat(as(follower))).toThrow(wireError('REBALANCE_IN_PROGRESS'));
      groups.clock.advance(5000);
      await settled();
      if (seconds === 290 || seconds === 300) states.push([rejoined(), added()]);
    }
    expect([...states, [rejoined(), added()]]).toEqual([
      ['waits', 'waits'],
      ['waits', 'UNKNOWN_MEMBER_ID'],
      ['done', 'UNKNOWN_MEMBER_ID'],
    ]);
  });

  it('waits for more members first when configured so, as long as they keep coming', async () => {
    groups = openTestGroups(undefined, { initialRebalanceDelayMs: 3000 });
    const oneStep = { requireKnownMemberId: false };
    const first = join(groups.coordinator, oneStep);
    groups.clock.advance(2000);
    const second = join(groups.coordinator, oneStep);
    expect(await outcome(second)).toBe('waits');
    groups.clock.advance(1000);
    expect(await outcome(first)).toBe('waits');
    groups.clock.advance(3000);
    expect((await first).generationId).toBe(1);
    expect((await second).generationId).toBe(1);
  });
});

describe('the protocol', () => {
  const protocols = (...names: string[]) => names.map((name) => ({ name, metadata: Buffer.from(name) }));

  it('is one that all members have, and most prefer', async () => {
    const offers = [protocols('a', 'b', 'c'), protocols('c', 'b'), protocols('d', 'b', 'c')];
    const joins = offers.map((each) => join(coordinator, { protocols: each }));
    const [first] = await Promise.all(joins);
    expect(first?.protocolName).toBe('b');
    expect(first?.members.map(({ metadata }) => metadata.toString())).toEqual(['b', 'b', 'b']);
  });

  it.each([
    ['of another type', { protocolType: 'connect' }],
    ['without one in common', { protocols: protocols('other') }],
    ['without any', { protocols: [] }],
    ['without type', { protocolType: '' }],
  ])('is refused %s', async (_, changes) => {
    await stableMember(coordinator);
    await expect(join(coordinator, changes)).rejects.toThrow(wireError('INCONSISTENT_GROUP_PROTOCOL'));
    expect(state()).toBe('Stable');
  });

  it('must be the same in a sync', async () => {
    const joined = await join(coordinator);
    for (const change of [{ protocolName: 'other' }, { protocolType: 'other' }]) {
      const sync = coordinator.sync({ ...syncRequest(joined), ...change });
      await expect(sync).rejects.toThrow(wireError('INCONSISTENT_GROUP_PROTOCOL'));
    }
    await coordinator.sync({ ...syncRequest(joined), protocolName: null, protocolType: null });
  });

  it('may change when a member comes back alone', async () => {
    const joined = await stableMember(coordinator);
    const changed = { memberId: joined.memberId, protocols: protocols('other') };
    expect((await coordinator.join(joinRequest(changed))).protocolName).toBe('other');
  });
});

describe('a session', () => {
  it('ends without heartbeats; the others share its partitions', async () => {
    const { leader, follower } = await stablePair(coordinator);
    groups.clock.advance(9000);
    coordinator.heartbeat(as(leader));
    groups.clock.advance(9000);
    expect(() => coordinator.heartbeat(as(follower))).toThrow(wireError('UNKNOWN_MEMBER_ID'));
    expect(() => coordinator.heartbeat(as(leader))).toThrow(wireError('REBALANCE_IN_PROGRESS'));
    expect(await join(coordinator, { memberId: leader.memberId })).toMatchObject({ generationId: 3 });
  });

  it('does not end while the member waits for the others', async () => {
    const { leader } = await stablePair(coordinator);
    const rejoined = coordinator.join(joinRequest({ memberId: leader.memberId }));
    groups.clock.advance(59_000);
    expect(await outcome(rejoined)).toBe('done');
  });

  it('of the last member leaves the group empty, and no timer behind', async () => {
    await stablePair(coordinator);
    groups.clock.advance(20_000);
    expect(coordinator.describe(groupId)).toMatchObject({ state: 'Empty', protocolName: '', members: [] });
    expect(groups.clock.pending).toBe(0);
  });

  it.each([5999, 1_800_001])('of %i ms is refused', async (sessionTimeoutMs) => {
    await expect(join(coordinator, { sessionTimeoutMs })).rejects.toThrow(
      wireError('INVALID_SESSION_TIMEOUT'),
    );
  });
});

describe('whoever is not a member', () => {
  it.each([
    ['no such group', {}, 'UNKNOWN_MEMBER_ID'],
    ['an empty group id', { groupId: '' }, 'INVALID_GROUP_ID'],
  ])('is refused: %s', async (_, change, error) => {
    const request = { groupId, generationId: 1, memberId: 'nobody', groupInstanceId: null, ...change };
    const sync = { ...request, protocolType: null, protocolName: null, assignments: [] };
    expect(() => coordinator.heartbeat(request)).toThrow(wireError(error));
    await expect(coordinator.sync(sync)).rejects.toThrow(wireError(error));
    await expect(coordinator.join(joinRequest({ memberId: 'nobody', ...change }))).rejects.toThrow(
      wireError(error),
    );
  });

  it('is refused by a group with members, and so is a member of another generation', async () => {
    const joined = await stableMember(coordinator);
    const other = { ...as(joined), generationId: 9 };
    expect(() => coordinator.heartbeat(other)).toThrow(wireError('ILLEGAL_GENERATION'));
    await expect(coordinator.sync({ ...syncRequest(joined), ...other })).rejects.toThrow(
      wireError('ILLEGAL_GENERATION'),
    );
    const unknown = { ...as(joined), memberId: 'nobody' };
    expect(() => coordinator.heartbeat(unknown)).toThrow(wireError('UNKNOWN_MEMBER_ID'));
    await expect(join(coordinator, { memberId: 'nobody' })).rejects.toThrow(wireError('UNKNOWN_MEMBER_ID'));
  });
});

describe('leaving', () => {
  it('answers for each member', async () => {
    const { leader, follower } = await stablePair(coordinator);
    const members = [leader.memberId, 'nobody', follower.memberId].map((memberId) => ({
      memberId,
      groupInstanceId: null,
    }));
    const results = coordinator.leave({ groupId, members });
    expect(results.map(({ error }) => error)).toEqual(['NONE', 'UNKNOWN_MEMBER_ID', 'NONE']);
    expect([state(), groups.clock.pending]).toEqual(['Empty', 0]);
  });

  it('ends the wait for a member that got an id', async () => {
    expect(await outcome(coordinator.join(joinRequest()))).toBe('MEMBER_ID_REQUIRED');
    const waiting = coordinator.join(joinRequest({ requireKnownMemberId: false }));
    const members = [{ memberId: 'client-1', groupInstanceId: null }];
    expect(coordinator.leave({ groupId, members })).toMatchObject([{ error: 'NONE' }]);
    expect(await outcome(waiting)).toBe('done');
  });
});

describe('closing', () => {
  it('answers whoever waits and leaves no timer behind', async () => {
    const { leader } = await stablePair(coordinator);
    const waiting = coordinator.join(joinRequest({ memberId: leader.memberId }));
    expect(await outcome(coordinator.join(joinRequest()))).toBe('MEMBER_ID_REQUIRED');
    coordinator.close();
    expect(await outcome(waiting)).toBe('COORDINATOR_NOT_AVAILABLE');
    expect(groups.clock.pending).toBe(0);
    expect(() => coordinator.heartbeat(as(leader))).toThrow(wireError('COORDINATOR_NOT_AVAILABLE'));
    await expect(join(coordinator)).rejects.toThrow(wireError('COORDINATOR_NOT_AVAILABLE'));
  });
});
