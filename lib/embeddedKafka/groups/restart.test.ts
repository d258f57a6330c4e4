import { describe, expect, it } from 'vitest';
import {
  as,
  groupId,
  joinRequest,
  offset,
  openTestGroups,
  settled,
  stableMember,
  stablePair,
  syncRequest,
} from './testGroups.ts';

const wireError = (error: string) => expect.objectContaining({ name: 'KafkaWireError', error });

describe('a group after the broker was killed and started again', () => {
  it('has the same members in the same generation: they go on as if nothing had happened', async () => {
    const { coordinator, files } = openTestGroups();
    const { leader, follower } = await stablePair(coordinator);
    const before = coordinator.describe(groupId);

    const { coordinator: again } = openTestGroups(files);
    expect(again.describe(groupId)).toEqual(before);
    again.heartbeat(as(follower));
    const committed = again.commitOffsets({ ...as(leader), offsets: [offset('wine', 0, 5n)] });
    expect(committed).toMatchObject([{ error: 'NONE' }]);
    expect(await again.sync({ ...syncRequest(follower), assignments: [] })).toMatchObject({
      assignment: Buffer.from(follower.memberId),
    });
  });

  it('removes the members of which it hears nothing for a session', async () => {
    const { coordinator, files } = openTestGroups();
    const { leader, follower } = await stablePair(coordinator);

    const { coordinator: again, clock } = openTestGroups(files);
    clock.advance(9_000);
    again.heartbeat(as(leader));
    clock.advance(1_000);
    expect(() => again.heartbeat(as(leader))).toThrow(wireError('REBALANCE_IN_PROGRESS'));
    const joined = await again.join(joinRequest({ memberId: leader.memberId }));
    expect(joined).toMatchObject({ generationId: leader.generationId + 1, members: [{}] });
    expect(() => again.heartbeat(as(follower))).toThrow(wireError('UNKNOWN_MEMBER_ID'));
  });

  it('is empty when all had left, and counts its generations on', async () => {
    const { coordinator, files } = openTestGroups();
    const joined = await stableMember(coordinator);
    coordinator.leave({ groupId, members: [as(joined)] });
    await settled();

    const { coordinator: again } = openTestGroups(files);
    expect(again.describe(groupId)).toMatchObject({ state: 'Empty', members: [] });
    expect((await stableMember(again)).generationId).toBeGreaterThan(joined.generationId + 1);
  });

  it('is gone when it was deleted', async () => {
    const { coordinator, files } = openTestGroups();
    const joined = await stableMember(coordinator);
    coordinator.leave({ groupId, members: [as(joined)] });
    coordinator.deleteGroup(groupId);
    expect(openTestGroups(files).coordinator.list()).toEqual([]);
  });

  it('goes back to its last assignments when it was about to change', async () => {
    const { coordinator, files } = openTestGroups();
    const joined = await stableMember(coordinator);
    coordinator.join(joinRequest({ requireKnownMemberId: false })).catch(() => {});
    expect(coordinator.describe(groupId).state).toBe('PreparingRebalance');

    const { coordinator: again } = openTestGroups(files);
    expect(again.describe(groupId)).toMatchObject({
      state: 'Stable',
      members: [{ memberId: joined.memberId }],
    });
    again.heartbeat(as(joined));
  });
});
