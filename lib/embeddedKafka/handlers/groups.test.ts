import { describe, expect, it } from 'vitest';
import { kafkaErrors } from '../protocol/errors.ts';
import { deleteGroups } from '../protocol/messages/deleteGroups.ts';
import { describeGroups } from '../protocol/messages/describeGroups.ts';
import { findCoordinator } from '../protocol/messages/findCoordinator.ts';
import { heartbeat } from '../protocol/messages/heartbeat.ts';
import { joinGroup } from '../protocol/messages/joinGroup.ts';
import { leaveGroup } from '../protocol/messages/leaveGroup.ts';
import { listGroups } from '../protocol/messages/listGroups.ts';
import { offsetDelete } from '../protocol/messages/offsetDelete.ts';
import { syncGroup } from '../protocol/messages/syncGroup.ts';
import { AskedBroker } from '../testing/askBroker.ts';

function joining(memberId: string, sessionTimeoutMs = 10_000) {
  return {
    groupId: 'g',
    sessionTimeoutMs,
    rebalanceTimeoutMs: 20_000,
    memberId,
    protocolType: 'consumer',
    protocols: [{ name: 'range', metadata: Buffer.from('topics') }],
  };
}

/** Joins and syncs one member. */
async function stableGroup(broker: AskedBroker, version = 3) {
  const joined = await broker.ask(joinGroup, version, joining(''));
  if (!joined) throw new Error('no answer');
  const { memberId, generationId } = joined;
  const synced = await broker.ask(syncGroup, 3, {
    groupId: 'g',
    generationId,
    memberId,
    assignments: [{ memberId, assignment: Buffer.from('mine') }],
  });
  return { joined, synced, memberId, generationId };
}

describe('the requests of a group', () => {
  it.each([0, 1, 2, 3])('form a group of one, in version %i', async (version) => {
    const { joined, synced, memberId } = await stableGroup(new AskedBroker(), version);
    expect(joined).toMatchObject({ errorCode: 0, protocolName: 'range', leader: memberId, generationId: 1 });
    expect(joined.members).toEqual([{ memberId, groupInstanceId: null, metadata: Buffer.from('topics') }]);
    expect(synced).toMatchObject({ errorCode: 0, assignment: Buffer.from('mine') });
  });

  it.each([4, 6, 9])('hand out a member id first, in version %i of JoinGroup', async (version) => {
    const broker = new AskedBroker();
    const refused = await broker.ask(joinGroup, version, joining(''));
    expect(refused?.errorCode).toBe(kafkaErrors.MEMBER_ID_REQUIRED.code);
    expect(refused?.memberId).toMatch(/^test-/);
    const joined = await broker.ask(joinGroup, version, joining(refused?.memberId ?? ''));
    expect(joined).toMatchObject({ errorCode: 0, leader: refused?.memberId });
    if (version >= 7) expect(joined?.protocolType).toBe('consumer');
  });

  it('tell a stranger so, in the form of each version', async () => {
    const broker = new AskedBroker();
    const unknown = kafkaErrors.UNKNOWN_MEMBER_ID.code;
    const member = { groupId: 'g', generationId: 1, memberId: 'stranger' };
    for (const version of [5, 9]) {
      const joined = await broker.ask(joinGroup, version, joining('stranger'));
      expect(joined).toMatchObject({ errorCode: unknown, protocolName: version < 7 ? '' : null });
    }
    expect((await broker.ask(syncGroup, 5, { ...member, assignments: [] }))?.errorCode).toBe(unknown);
    expect((await broker.ask(heartbeat, 4, member))?.errorCode).toBe(unknown);
  });

  it('refuse a session timeout out of range', async () => {
    const answer = await new AskedBroker().ask(joinGroup, 3, joining('', 1));
    expect(answer?.errorCode).toBe(kafkaErrors.INVALID_SESSION_TIMEOUT.code);
  });

  it('leave one by one before version 3, in a list since', async () => {
    const broker = new AskedBroker();
    const first = await stableGroup(broker);
    const leave = (version: number, memberId: string) =>
      broker.ask(leaveGroup, version, { groupId: 'g', memberId, members: [{ memberId }] });
    expect((await broker.ask(heartbeat, 0, { groupId: 'g', ...first }))?.errorCode).toBe(0);
    expect((await leave(2, first.memberId))?.errorCode).toBe(0);
    expect((await leave(2, first.memberId))?.errorCode).toBe(kafkaErrors.UNKNOWN_MEMBER_ID.code);
    const second = await stableGroup(broker);
    expect(await leave(5, second.memberId)).toMatchObject({ errorCode: 0, members: [{ errorCode: 0 }] });
    expect(await leave(5, second.memberId)).toMatchObject({
      errorCode: 0,
      members: [{ errorCode: kafkaErrors.UNKNOWN_MEMBER_ID.code }],
    });
  });

  it('describe the group, and one that is not there as Dead', async () => {
    const broker = new AskedBroker();
    const { memberId } = await stableGroup(broker);
    const answer = await broker.ask(describeGroups, 5, { groups: ['g', 'nobody'] });
    expect(answer?.groups).toMatchObject([
      {
        errorCode: 0,
        groupId: 'g',
        groupState: 'Stable',
        protocolType: 'consumer',
        protocolData: 'range',
        members: [
          {
            memberId,
            clientId: 'test',
            clientHost: '/127.0.0.1',
            memberMetadata: Buffer.from('topics'),
            memberAssignment: Buffer.from('mine'),
          },
        ],
      },
      { errorCode: 0, groupId: 'nobody', groupState: 'Dead', members: [] },
    ]);
    expect((await broker.ask(describeGroups, 6, { groups: ['nobody'] }))?.groups).toMatchObject([
      { errorCode: kafkaErrors.GROUP_ID_NOT_FOUND.code, groupState: 'Dead', members: [] },
    ]);
  });

  it('list groups by state and type', async () => {
    const broker = new AskedBroker();
    await stableGroup(broker);
    const list = async (version: number, statesFilter: string[], typesFilter: string[]) =>
      (await broker.ask(listGroups, version, { statesFilter, typesFilter }))?.groups.length;
    expect(await list(0, [], [])).toBe(1);
    expect(await list(4, ['Stable'], [])).toBe(1);
    expect(await list(4, ['Empty'], [])).toBe(0);
    expect(await list(5, [], ['Classic'])).toBe(1);
    expect(await list(5, [], ['consumer'])).toBe(0);
    const answer = await broker.ask(listGroups, 5, { statesFilter: [], typesFilter: [] });
    expect(answer?.groups[0]).toEqual({
      groupId: 'g',
      protocolType: 'consumer',
      groupState: 'Stable',
      groupType: 'classic',
    });
  });
});

describe('FindCoordinator', () => {
  const here = { nodeId: 1, host: 'here', port: 9092, errorCode: 0 };

  it('names this broker for groups, one or several', async () => {
    const broker = new AskedBroker();
    expect(await broker.ask(findCoordinator, 0, { key: 'g', coordinatorKeys: [] })).toMatchObject(here);
    const several = await broker.ask(findCoordinator, 4, { coordinatorKeys: ['g', 'h'] });
    expect(several?.coordinators).toMatchObject([
      { key: 'g', ...here },
      { key: 'h', ...here },
    ]);
  });

  it('is here for transactions too, and for nothing else', async () => {
    const ask = (keyType: number) =>
      new AskedBroker().ask(findCoordinator, 2, { key: 't', keyType, coordinatorKeys: [] });
    expect(await ask(1)).toMatchObject({ errorCode: 0, nodeId: 1 });
    expect(await ask(2)).toMatchObject({
      errorCode: kafkaErrors.INVALID_REQUEST.code,
      errorMessage: 'coordinators of type 2 are not supported; expected 0, group, or 1, transaction',
    });
  });
});

describe('DeleteGroups and OffsetDelete', () => {
  const commit = (broker: AskedBroker, topic: string) => {
    const offset = { topic, partition: 0, offset: 4n, leaderEpoch: -1, metadata: null };
    const outsider = { groupId: 'g', generationId: -1, memberId: '', groupInstanceId: null };
    broker.parts.groups.commitOffsets({ ...outsider, offsets: [offset] });
  };
  const deleteOffset = (broker: AskedBroker, name: string, groupId = 'g') =>
    broker.ask(offsetDelete, 0, { groupId, topics: [{ name, partitions: [{ partitionIndex: 0 }] }] });
  const committed = ({ parts }: AskedBroker) =>
    parts.groups.fetchOffsets({ groupId: 'g', topics: null }).length;

  it.each([0, 2])('delete a group without members, in version %i', async (version) => {
    const broker = new AskedBroker();
    broker.parts.catalog.create('t', { partitions: 1 });
    commit(broker, 't');
    const { memberId } = await stableGroup(broker);
    const ask = async () =>
      (await broker.ask(deleteGroups, version, { groupsNames: ['g', 'none'] }))?.results;
    expect(await ask()).toEqual([
      { groupId: 'g', errorCode: kafkaErrors.NON_EMPTY_GROUP.code },
      { groupId: 'none', errorCode: kafkaErrors.GROUP_ID_NOT_FOUND.code },
    ]);
    broker.parts.groups.leave({ groupId: 'g', members: [{ memberId, groupInstanceId: null }] });
    expect((await ask())?.[0]).toEqual({ groupId: 'g', errorCode: 0 });
    expect(committed(broker)).toBe(0);
  });

  it('delete offsets of topics that the group does not subscribe to', async () => {
    const broker = new AskedBroker();
    for (const topic of ['wine', 'beer']) {
      broker.parts.catalog.create(topic, { partitions: 1 });
      commit(broker, topic);
    }
    expect((await deleteOffset(broker, 'wine', 'none'))?.errorCode).toBe(kafkaErrors.GROUP_ID_NOT_FOUND.code);
    // A subscription to the topic `wine`: version, how many, name.
    const metadata = Buffer.from('000000000001000477696e65ffffffff', 'hex');
    await broker.ask(joinGroup, 3, { ...joining(''), protocols: [{ name: 'range', metadata }] });
    const codes = async (name: string) =>
      (await deleteOffset(broker, name))?.topics[0]?.partitions[0]?.errorCode;
    expect(await codes('wine')).toBe(kafkaErrors.GROUP_SUBSCRIBED_TO_TOPIC.code);
    expect(await codes('missing')).toBe(kafkaErrors.UNKNOWN_TOPIC_OR_PARTITION.code);
    expect(committed(broker)).toBe(2);
    expect(await codes('beer')).toBe(0);
    expect(committed(broker)).toBe(1);
  });

  it('leave a group alone that is none of consumers and has members', async () => {
    const broker = new AskedBroker();
    broker.parts.catalog.create('t', { partitions: 1 });
    await broker.ask(joinGroup, 3, { ...joining(''), protocolType: 'connect' });
    expect((await deleteOffset(broker, 't'))?.errorCode).toBe(kafkaErrors.NON_EMPTY_GROUP.code);
  });
});
