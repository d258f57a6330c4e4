import { SimulatedClock } from '../clock.ts';
import { MemoryFiles } from '../log/memoryFiles.ts';
import { TopicCatalog } from '../topics/topicCatalog.ts';
import type { GroupConfig } from './groupConfig.ts';
import { GroupCoordinator } from './groupCoordinator.ts';
import { MemberIdRequiredError } from './memberIdRequiredError.ts';
import type { JoinRequest, JoinResult, MemberRequest, OffsetToCommit, SyncRequest } from './requests.ts';

export const groupId = 'tasters';

export interface TestGroups {
  coordinator: GroupCoordinator;
  catalog: TopicCatalog;
  clock: SimulatedClock;
  files: MemoryFiles;
}

/** A coordinator in memory with ids 1, 2, 3 … after `lastId`; give the same files again to restart it. */
export function openTestGroups(
  files = new MemoryFiles(),
  config: Partial<GroupConfig> = {},
  lastId = 0,
): TestGroups {
  const clock = new SimulatedClock(1000);
  const catalog = TopicCatalog.open({ dir: '/data', files, clock });
  let id = lastId;
  const coordinator = GroupCoordinator.open({ catalog, clock, config, newId: () => `${++id}` });
  return { coordinator, catalog, clock, files };
}

export function joinRequest(changes: Partial<JoinRequest> = {}): JoinRequest {
  return {
    groupId,
    memberId: '',
    groupInstanceId: null,
    clientId: 'client',
    clientHost: '/127.0.0.1',
    sessionTimeoutMs: 10_000,
    rebalanceTimeoutMs: 60_000,
    protocolType: 'consumer',
    protocols: [{ name: 'range', metadata: Buffer.from('wine') }],
    requireKnownMemberId: true,
    supportsSkippingAssignment: true,
    ...changes,
  };
}

/** Joins as a client does: asked for a known member id, it joins again with the one it was given. */
export async function join(
  coordinator: GroupCoordinator,
  changes: Partial<JoinRequest> = {},
): Promise<JoinResult> {
  try {
    return await coordinator.join(joinRequest(changes));
  } catch (error) {
    if (!(error instanceof MemberIdRequiredError)) throw error;
    return coordinator.join(joinRequest({ ...changes, memberId: error.memberId }));
  }
}

/** What a member says of itself after it has joined. */
export function as(
  joined: Pick<JoinResult, 'generationId' | 'memberId'>,
  groupInstanceId: string | null = null,
): MemberRequest {
  return { groupId, generationId: joined.generationId, memberId: joined.memberId, groupInstanceId };
}

/** The sync of a member; a leader gives each member its own id as assignment. */
export function syncRequest(joined: JoinResult, groupInstanceId: string | null = null): SyncRequest {
  const assignments = joined.members.map(({ memberId }) => ({ memberId, assignment: Buffer.from(memberId) }));
  return { ...as(joined, groupInstanceId), protocolType: 'consumer', protocolName: 'range', assignments };
}

/** A group that is stable with one member. */
export async function stableMember(
  coordinator: GroupCoordinator,
  changes: Partial<JoinRequest> = {},
): Promise<JoinResult> {
  const joined = await join(coordinator, changes);
  await coordinator.sync(syncRequest(joined, changes.groupInstanceId ?? null));
  return joined;
}

/** A stable group of two: the first one leads. */
export async function stablePair(
  coordinator: GroupCoordinator,
): Promise<{ leader: JoinResult; follower: JoinResult }> {
  const first = await stableMember(coordinator);
  const second = join(coordinator);
  await settled();
  const leader = await coordinator.join(joinRequest({ memberId: first.memberId }));
  const follower = await second;
  await Promise.all([coordinator.sync(syncRequest(follower)), coordinator.sync(syncRequest(leader))]);
  return { leader, follower };
}

export function offset(
  topic: string,
  partition: number,
  value: bigint,
  metadata: string | null = null,
): OffsetToCommit {
  return { topic, partition, offset: value, leaderEpoch: -1, metadata };
}

/** Returns when all that can go on without the clock has gone on. */
export function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** What has become of it: 'waits' while it is open, 'done', or the name of the error with which it failed. */
export function outcomeLater(promise: Promise<unknown>): () => string {
  let result = 'waits';
  promise.then(
    () => {
      result = 'done';
    },
    (error) => {
      result = error.error ?? String(error);
    },
  );
  return () => result;
}

/** {@link outcomeLater} as soon as all that can go on without the clock has gone on. */
export async function outcome(promise: Promise<unknown>): Promise<string> {
  const result = outcomeLater(promise);
  await settled();
  return result();
}
