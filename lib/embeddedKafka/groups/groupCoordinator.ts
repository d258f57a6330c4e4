import { randomUUID } from 'node:crypto';
import type { Clock } from '../clock.ts';
import type { TransactionalWriter } from '../log/stateLog.ts';
import { type KafkaErrorName, KafkaWireError } from '../protocol/errors.ts';
import type { Marker } from '../records/controlRecord.ts';
import { offsetsTopic, type TopicCatalog } from '../topics/topicCatalog.ts';
import { ClassicGroup } from './classicGroup.ts';
import { defaultGroupConfig, type GroupConfig } from './groupConfig.ts';
import { type OffsetEntry, OffsetStore } from './offsetStore.ts';
import type {
  CommitRequest,
  CommitResult,
  FetchedOffset,
  GroupDescription,
  GroupListing,
  JoinRequest,
  JoinResult,
  LeaveResult,
  LeavingMember,
  MemberRequest,
  SyncRequest,
  SyncResult,
} from './requests.ts';

export { MemberIdRequiredError } from './memberIdRequiredError.ts';

export interface GroupCoordinatorOptions {
  /** Holds the internal topic with the committed offsets; it is created when missing. */
  catalog: TopicCatalog;
  clock: Clock;
  config?: Partial<GroupConfig>;
  /** Makes the part of a member id that nobody else has; default: random UUIDs. */
  newId?: () => string;
}

const offsetsTopicConfigs = {
  'cleanup.policy': 'compact',
  'segment.bytes': '104857600',
  // A thousand offsets, each with the longest metadata.
  'max.message.bytes': '10485760',
};

/** Consumer groups by the classic protocol. Every method throws (or rejects with) KafkaWireError. */
export class GroupCoordinator {
  readonly #clock: Clock;
  readonly #config: GroupConfig;
  readonly #newId: () => string;
  readonly #groups = new Map<string, ClassicGroup>();
  readonly #offsets: OffsetStore;
  #isClosed = false;

  private constructor({ catalog, clock, config, newId }: GroupCoordinatorOptions) {
    this.#clock = clock;
    this.#config = { ...defaultGroupConfig, ...config };
    this.#newId = newId ?? randomUUID;
    const topic =
      catalog.get(offsetsTopic) ??
      catalog.create(offsetsTopic, { partitions: 1, configs: offsetsTopicConfigs });
    const [log] = topic.partitions;
    if (log === undefined) throw new Error(`${offsetsTopic} has no partition`);
    this.#offsets = OffsetStore.open(log, clock.now());
    for (const groupId of this.#offsets.groupIds()) this.#group(groupId);
  }

  /** Reads the committed offsets back. */
  static open(options: GroupCoordinatorOptions): GroupCoordinator {
    return new GroupCoordinator(options);
  }

  /** Resolves when the rebalance is complete. Rejects with MemberIdRequiredError among others. */
  async join(request: JoinRequest): Promise<JoinResult> {
    this.#checkGroupId(request.groupId);
    const { minSessionTimeoutMs: min, maxSessionTimeoutMs: max } = this.#config;
    const asked = request.sessionTimeoutMs;
    if (asked < min || asked > max) {
      throw new KafkaWireError('INVALID_SESSION_TIMEOUT', `expected ${min} to ${max} ms, got ${asked}`);
    }
    // Only a new member brings a group into being.
    const group =
      request.memberId === '' ? this.#group(request.groupId) : this.#groupOfMember(request.groupId);
    return group.join(request);
  }

  /** Resolves when the leader has sent the assignments. */
  async sync(request: SyncRequest): Promise<SyncResult> {
    this.#checkGroupId(request.groupId);
    return this.#groupOfMember(request.groupId).sync(request);
  }

  heartbeat(request: MemberRequest): void {
    this.#checkGroupId(request.groupId);
    this.#groupOfMember(request.groupId).heartbeat(request);
  }

  /** One result for each member, in order; the old single form is a list of one. */
  leave(request: { groupId: string; members: readonly LeavingMember[] }): LeaveResult[] {
    this.#checkGroupId(request.groupId);
    return request.members.map((member) => ({
      memberId: member.memberId,
      groupInstanceId: member.groupInstanceId,
      error: errorOf(() => this.#groupOfMember(request.groupId).leave(member)),
    }));
  }

  /** One result for each offset, in order. Whether the topics exist is for the caller to check. */
  commitOffsets(request: CommitRequest): CommitResult[] {
    this.#checkGroupId(request.groupId);
    this.#groupOfCommit(request).checkCommit(request);
    return this.#commit(request, (entries, now) => this.#offsets.commit(request.groupId, entries, now));
  }

  #commit(request: CommitRequest, store: (entries: OffsetEntry[], now: number) => void): CommitResult[] {
    const now = this.#clock.now();
    const results = request.offsets.map(({ topic, partition, metadata }) => ({
      topic,
      partition,
      error: this.#isTooLong(metadata) ? ('OFFSET_METADATA_TOO_LARGE' as const) : ('NONE' as const),
    }));
    const accepted = request.offsets.filter(({ metadata }) => !this.#isTooLong(metadata));
    const entries = accepted.map(({ metadata, ...entry }) => ({
      ...entry,
      metadata: metadata ?? '',
      commitTimestamp: BigInt(now),
    }));
    this.#store(() => store(entries, now));
    return results;
  }

  /** Like {@link commitOffsets}, for offsets that count only once the producer's transaction is committed. */
  commitTransactionalOffsets(request: CommitRequest, writer: TransactionalWriter): CommitResult[] {
    this.#checkGroupId(request.groupId);
    this.#groupOfCommit(request).checkTransactionalCommit(request);
    return this.#commit(request, (entries, now) =>
      this.#offsets.commitLater(request.groupId, entries, writer, now),
    );
  }

  /** Ends the transaction of a producer that has committed offsets in it. @throws KafkaWireError KAFKA_STORAGE_ERROR */
  endTransaction(marker: Marker): void {
    this.#offsets.endTransaction(marker, this.#clock.now());
    for (const groupId of this.#offsets.groupIds()) this.#group(groupId);
  }

  /** With `topics` null all that the group has committed, otherwise exactly the partitions asked for. */
  fetchOffsets(request: {
    groupId: string;
    topics: readonly { topic: string; partitions: readonly number[] }[] | null;
  }): FetchedOffset[] {
    this.checkOpen();
    const { groupId, topics } = request;
    if (topics === null) {
      return this.#offsets
        .all(groupId)
        .map(({ topic, partition }) => this.#fetchOffset(groupId, topic, partition));
    }
    return topics.flatMap(({ topic, partitions }) =>
      partitions.map((partition) => this.#fetchOffset(groupId, topic, partition)),
    );
  }

  /** An unknown group is described as Dead. */
  describe(groupId: string): GroupDescription {
    this.#checkGroupId(groupId);
    return (
      this.#groups.get(groupId)?.describe() ?? {
        groupId,
        state: 'Dead',
        protocolType: '',
        protocolName: '',
        members: [],
      }
    );
  }

  /** Groups in one of `states` (names in any case; empty or missing: all). */
  list(filter: { states?: readonly string[] } = {}): GroupListing[] {
    this.checkOpen();
    const wanted = new Set(filter.states?.map((state) => state.toLowerCase()));
    return [...this.#groups]
      .map(([groupId, { protocolType, state }]) => ({ groupId, protocolType, state }))
      .filter(({ state }) => wanted.size === 0 || wanted.has(state.toLowerCase()));
  }

  /** @throws KafkaWireError GROUP_ID_NOT_FOUND, NON_EMPTY_GROUP */
  deleteGroup(groupId: string): void {
    this.#checkGroupId(groupId);
    const group = this.#groups.get(groupId);
    if (group === undefined) throw new KafkaWireError('GROUP_ID_NOT_FOUND', `there is no group '${groupId}'`);
    if (group.state !== 'Empty') {
      throw new KafkaWireError(
        'NON_EMPTY_GROUP',
        `expected group '${groupId}' to be Empty, it is ${group.state}`,
      );
    }
    this.#store(() => this.#offsets.dropGroup(groupId, this.#clock.now()));
    group.close();
    this.#groups.delete(groupId);
  }

  /** @throws KafkaWireError GROUP_ID_NOT_FOUND, NON_EMPTY_GROUP when offsets of the group may not be deleted */
  checkOffsetDelete(groupId: string): void {
    this.#checkGroupId(groupId);
    const group = this.#groups.get(groupId);
    if (group === undefined) throw new KafkaWireError('GROUP_ID_NOT_FOUND', `there is no group '${groupId}'`);
    group.checkOffsetDelete();
  }

  /** Forgets one committed offset. @throws KafkaWireError GROUP_SUBSCRIBED_TO_TOPIC */
  deleteOffset(groupId: string, topic: string, partition: number): void {
    if (this.#groups.get(groupId)?.isSubscribedTo(topic)) {
      throw new KafkaWireError('GROUP_SUBSCRIBED_TO_TOPIC', `group '${groupId}' subscribes to ${topic}`);
    }
    const known = this.#offsets.get(groupId, topic, partition);
    if (known) this.#store(() => this.#offsets.drop(groupId, [known], this.#clock.now()));
  }

  /** Forgets offsets of groups without members that were committed too long ago, and groups that have nothing left. */
  expireOffsets(): void {
    const now = this.#clock.now();
    const oldest = BigInt(now - this.#config.offsetsRetentionMs);
    for (const [groupId, group] of this.#groups) {
      if (group.state !== 'Empty' || BigInt(group.emptySince) >= oldest) continue;
      const expired = this.#offsets.all(groupId).filter(({ commitTimestamp }) => commitTimestamp < oldest);
      if (expired.length > 0) this.#store(() => this.#offsets.drop(groupId, expired, now));
      if (this.#offsets.all(groupId).length > 0) continue;
      group.close();
      this.#groups.delete(groupId);
    }
  }

  /** Forgets what was committed for a topic that is gone. */
  topicDeleted(topic: string): void {
    this.#store(() => this.#offsets.dropTopic(topic, this.#clock.now()));
  }

  /** Answers waiting members with COORDINATOR_NOT_AVAILABLE and takes back all timers. The catalog stays open. */
  close(): void {
    this.#isClosed = true;
    for (const group of this.#groups.values()) group.close();
  }

  #fetchOffset(groupId: string, topic: string, partition: number): FetchedOffset {
    const known = this.#offsets.get(groupId, topic, partition);
    const { offset = -1n, leaderEpoch = -1, metadata = '' } = known ?? {};
    const isUnstable = this.#offsets.isPending(groupId, topic, partition);
    return { topic, partition, offset, leaderEpoch, metadata, isUnstable };
  }

  #group(groupId: string): ClassicGroup {
    let group = this.#groups.get(groupId);
    if (group === undefined) {
      group = new ClassicGroup(groupId, { clock: this.#clock, config: this.#config, newId: this.#newId });
      this.#groups.set(groupId, group);
    }
    return group;
  }

  /** Where a request of somebody who claims to be a member goes. */
  #groupOfMember(groupId: string): ClassicGroup {
    const group = this.#groups.get(groupId);
    if (group === undefined) throw new KafkaWireError('UNKNOWN_MEMBER_ID', `there is no group '${groupId}'`);
    return group;
  }

  /** Commits without a generation come from outside the protocol and make a group when there is none. */
  #groupOfCommit({ groupId, generationId }: CommitRequest): ClassicGroup {
    if (generationId >= 0 && !this.#groups.has(groupId)) {
      throw new KafkaWireError('ILLEGAL_GENERATION', `there is no group '${groupId}'`);
    }
    return this.#group(groupId);
  }

  #isTooLong(metadata: string | null): boolean {
    return Buffer.byteLength(metadata ?? '') > this.#config.maxOffsetMetadataBytes;
  }

  #checkGroupId(groupId: string): void {
    this.checkOpen();
    if (groupId === '') throw new KafkaWireError('INVALID_GROUP_ID', 'expected a group id, got an empty one');
  }

  /** @throws KafkaWireError COORDINATOR_NOT_AVAILABLE once it is closed */
  checkOpen(): void {
    if (this.#isClosed) throw new KafkaWireError('COORDINATOR_NOT_AVAILABLE', 'the coordinator is closed');
  }

  /** Clients of the coordinator know no KAFKA_STORAGE_ERROR; NOT_COORDINATOR makes them look for it and try again. */
  #store(action: () => void): void {
    try {
      action();
    } catch (error) {
      if (!(error instanceof KafkaWireError)) throw error;
      throw new KafkaWireError('NOT_COORDINATOR', error.message);
    }
  }
}

function errorOf(action: () => void): KafkaErrorName {
  try {
    action();
    return 'NONE';
  } catch (error) {
    if (error instanceof KafkaWireError) return error.error;
    throw error;
  }
}
