import type { Clock, Timer } from '../clock.ts';
import { KafkaWireError } from '../protocol/errors.ts';
import { makeDeferred } from './deferred.ts';
import { ExpectedMembers } from './expectedMembers.ts';
import { Group } from './group.ts';
import type { GroupConfig } from './groupConfig.ts';
import { hasSameProtocols, type Member, makeMember, updateMember } from './member.ts';
import { MemberIdRequiredError } from './memberIdRequiredError.ts';
import type {
  GroupDescription,
  JoinRequest,
  JoinResult,
  LeavingMember,
  MemberRequest,
  SyncRequest,
  SyncResult,
} from './requests.ts';
import { subscribedTopics } from './subscribedTopics.ts';

/** A new member waits for its first join without heartbeats; whoever has gone meanwhile is removed after this. */
const newMemberTimeoutMs = 5 * 60_000;

/** One group at work: requests that wait for each other, sessions that expire. The rules are in {@link Group}. */
export class ClassicGroup {
  readonly #group: Group;
  readonly #clock: Clock;
  readonly #config: GroupConfig;
  readonly #newId: () => string;
  readonly #expected: ExpectedMembers;
  /** Ends the wait for joins, or for syncs; a group waits for one of them at a time. */
  #deadline: Timer | undefined;
  #emptySince: number;
  /** Set while the first rebalance waits for more members, whoever has joined. */
  #isGathering = false;

  constructor(groupId: string, options: { clock: Clock; config: GroupConfig; newId: () => string }) {
    this.#group = new Group(groupId);
    this.#clock = options.clock;
    this.#config = options.config;
    this.#newId = options.newId;
    this.#emptySince = options.clock.now();
    this.#expected = new ExpectedMembers(options.clock, () => this.#completeIfAllJoined());
  }

  /** When the last member left, broker time in ms. */
  get emptySince(): number {
    return this.#emptySince;
  }

  get state() {
    return this.#group.state;
  }

  get protocolType(): string {
    return this.#group.protocolType;
  }

  describe(): GroupDescription {
    return this.#group.describe();
  }

  join(request: JoinRequest): Promise<JoinResult> {
    this.#checkAlive();
    if (!this.#group.supports(request)) {
      throw new KafkaWireError(
        'INCONSISTENT_GROUP_PROTOCOL',
        `group '${this.#group.groupId}' of type '${this.protocolType}' has no protocol in common with the member`,
      );
    }
    return request.memberId === '' ? this.#joinAsNew(request) : this.#joinAgain(request);
  }

  sync(request: SyncRequest): Promise<SyncResult> {
    const member = this.#caller(request);
    this.#group.checkProtocol(request);
    if (this.state === 'PreparingRebalance') throw new KafkaWireError('REBALANCE_IN_PROGRESS');
    member.hasSynced = true;
    if (this.state === 'Stable') {
      this.#startSession(member);
      return Promise.resolve(this.#syncResult(member));
    }
    member.session?.cancel();
    member.syncing?.reject(new KafkaWireError('REBALANCE_IN_PROGRESS', 'the member has sent another sync'));
    member.syncing = makeDeferred();
    const { promise } = member.syncing;
    if (this.#group.isLeader(member)) this.#assign(request.assignments);
    return promise;
  }

  heartbeat(request: MemberRequest): void {
    this.#startSession(this.#caller(request));
    if (this.state === 'PreparingRebalance') throw new KafkaWireError('REBALANCE_IN_PROGRESS');
  }

  leave({ memberId, groupInstanceId }: LeavingMember): void {
    this.#checkAlive();
    if (groupInstanceId === null && this.#expected.forget(memberId)) {
      this.#completeIfAllJoined();
      return;
    }
    // Tools remove static members by the instance alone.
    const known = groupInstanceId === null ? undefined : this.#group.staticMember(groupInstanceId);
    this.#remove(this.#group.member(memberId === '' && known ? known.memberId : memberId, groupInstanceId));
  }

  /** @throws KafkaWireError when who sends this may not commit offsets now */
  checkCommit(request: MemberRequest): void {
    this.#checkAlive();
    const { generationId, memberId, groupInstanceId } = request;
    if (generationId < 0 && this.state === 'Empty') return;
    if (generationId < 0 && memberId === '' && groupInstanceId === null) {
      throw new KafkaWireError('UNKNOWN_MEMBER_ID', 'the group has members: only they may commit offsets');
    }
    const member = this.#caller(request);
    if (this.state === 'CompletingRebalance') throw new KafkaWireError('REBALANCE_IN_PROGRESS');
    this.#startSession(member);
  }

  /**
   * The same for offsets of a transaction: they may come from outside the group, and while it is rebalancing.
   * @throws KafkaWireError
   */
  checkTransactionalCommit(request: MemberRequest): void {
    this.#checkAlive();
    const { generationId, memberId, groupInstanceId } = request;
    if (generationId >= 0 || memberId !== '' || groupInstanceId !== null) this.#caller(request);
  }

  /** @throws KafkaWireError NON_EMPTY_GROUP unless the group is one of consumers, or has no members */
  checkOffsetDelete(): void {
    this.#checkAlive();
    if (this.state !== 'Empty' && this.protocolType !== 'consumer') {
      throw new KafkaWireError('NON_EMPTY_GROUP', `group '${this.#group.groupId}' has members`);
    }
  }

  isSubscribedTo(topic: string): boolean {
    if (this.protocolType !== 'consumer') return false;
    return this.#group.members.some(({ protocols }) =>
      protocols.some(({ metadata }) => subscribedTopics(metadata).includes(topic)),
    );
  }

  /** Answers whoever waits and takes back all timers. */
  close(): void {
    if (this.state === 'Dead') return;
    this.#group.move('Dead');
    this.#deadline?.cancel();
    this.#expected.close();
    for (const member of this.#group.members)
      this.#dismiss(member, new KafkaWireError('COORDINATOR_NOT_AVAILABLE'));
  }

  #joinAsNew(request: JoinRequest): Promise<JoinResult> {
    const memberId = `${request.groupInstanceId ?? request.clientId}-${this.#newId()}`;
    const instance =
      request.groupInstanceId === null ? undefined : this.#group.staticMember(request.groupInstanceId);
    if (instance !== undefined) return this.#replaceInstance(instance, memberId, request);
    if (request.requireKnownMemberId && request.groupInstanceId === null) {
      this.#expected.add(memberId, request.sessionTimeoutMs);
      throw new MemberIdRequiredError(memberId);
    }
    return this.#add(memberId, request);
  }

  #joinAgain(request: JoinRequest): Promise<JoinResult> {
    if (request.groupInstanceId === null && this.#expected.forget(request.memberId)) {
      return this.#add(request.memberId, request);
    }
    const member = this.#group.member(request.memberId, request.groupInstanceId);
    const isUnchanged = hasSameProtocols(member, request);
    // Whoever has not seen the answer asks again. A leader that joins a stable group wants a rebalance.
    const hasAnswer =
      (this.state === 'CompletingRebalance' && isUnchanged) ||
      (this.state === 'Stable' && isUnchanged && !this.#group.isLeader(member));
    if (hasAnswer) {
      this.#startSession(member);
      return Promise.resolve(this.#group.joinResult(member));
    }
    updateMember(member, request);
    return this.#waitForOthers(member);
  }

  #add(memberId: string, request: JoinRequest): Promise<JoinResult> {
    const member = makeMember(memberId, request);
    this.#group.add(member, request.protocolType);
    return this.#waitForOthers(member);
  }

  /** A static member that restarted comes back without its member id: it takes over from its former self. */
  #replaceInstance(previous: Member, memberId: string, request: JoinRequest): Promise<JoinResult> {
    this.#dismiss(previous, new KafkaWireError('FENCED_INSTANCE_ID'));
    const member = {
      ...makeMember(memberId, request),
      assignment: previous.assignment,
      hasSynced: previous.hasSynced,
    };
    const leaderBefore = this.#group.leaderId;
    this.#group.replace(previous, member);
    const keepsAssignment =
      this.state === 'Stable' && this.#group.selectProtocol() === this.#group.protocolName;
    if (!keepsAssignment) return this.#waitForOthers(member);
    member.isNew = false;
    this.#startSession(member);
    const result = this.#group.joinResult(member);
    if (request.supportsSkippingAssignment) {
      return Promise.resolve({ ...result, skipAssignment: this.#group.isLeader(member) });
    }
    // An older client that finds itself leader would assign anew, so it is told of the leader before.
    return Promise.resolve({ ...result, leaderId: leaderBefore, members: [] });
  }

  #waitForOthers(member: Member): Promise<JoinResult> {
    member.joining?.reject(new KafkaWireError('REBALANCE_IN_PROGRESS', 'the member has joined once more'));
    member.joining = makeDeferred();
    const { promise } = member.joining;
    member.session?.cancel();
    if (member.isNew) member.session = this.#clock.setTimeout(() => this.#remove(member), newMemberTimeoutMs);
    if (this.state !== 'PreparingRebalance') this.#prepareRebalance();
    this.#completeIfAllJoined();
    return promise;
  }

  #prepareRebalance(): void {
    const isFirst = this.state === 'Empty';
    for (const member of this.#group.members) {
      if (member.syncing === undefined) continue;
      member.syncing.reject(new KafkaWireError('REBALANCE_IN_PROGRESS'));
      member.syncing = undefined;
      this.#startSession(member);
    }
    this.#group.move('PreparingRebalance');
    if (isFirst && this.#config.initialRebalanceDelayMs > 0) this.#gather(this.#group.rebalanceTimeoutMs);
    else this.#setDeadline(this.#group.rebalanceTimeoutMs, () => this.#completeJoin());
  }

  /** Waits for more members as long as they keep coming, `leftMs` at most. */
  #gather(leftMs: number): void {
    const delayMs = Math.min(this.#config.initialRebalanceDelayMs, leftMs);
    const size = this.#group.size;
    this.#isGathering = true;
    this.#setDeadline(delayMs, () => {
      this.#isGathering = false;
      if (this.#group.size > size && leftMs > delayMs) this.#gather(leftMs - delayMs);
      else this.#completeJoin();
    });
  }

  #completeIfAllJoined(): void {
    if (this.state !== 'PreparingRebalance' || this.#isGathering || this.#expected.size > 0) return;
    if (this.#group.members.every((member) => member.joining !== undefined)) this.#completeJoin();
  }

  /** Goes on with whoever has joined. Static members keep their place until their session ends. */
  #completeJoin(): void {
    this.#deadline?.cancel();
    for (const member of this.#group.members) {
      if (member.joining !== undefined || member.groupInstanceId !== null) continue;
      this.#dismiss(member, new KafkaWireError('UNKNOWN_MEMBER_ID'));
      this.#group.remove(member);
    }
    if (this.#group.size > 0 && !this.#group.electJoinedLeader()) {
      this.#setDeadline(this.#group.rebalanceTimeoutMs, () => this.#completeJoin());
      return;
    }
    this.#group.beginGeneration();
    if (this.#group.size === 0) this.#emptySince = this.#clock.now();
    if (this.#group.size > 0) {
      this.#setDeadline(this.#group.rebalanceTimeoutMs, () => this.#removeWithoutSync());
    }
    for (const member of this.#group.members) {
      if (member.joining === undefined) continue;
      member.joining.resolve(this.#group.joinResult(member));
      member.joining = undefined;
      member.isNew = false;
      this.#startSession(member);
    }
  }

  #assign(assignments: SyncRequest['assignments']): void {
    const byMember = new Map(assignments.map(({ memberId, assignment }) => [memberId, assignment]));
    this.#group.move('Stable');
    for (const member of this.#group.members) {
      member.assignment = byMember.get(member.memberId) ?? Buffer.alloc(0);
      if (member.syncing === undefined) continue;
      member.syncing.resolve(this.#syncResult(member));
      member.syncing = undefined;
      this.#startSession(member);
    }
  }

  #removeWithoutSync(): void {
    for (const member of this.#group.members.filter((each) => !each.hasSynced)) this.#remove(member);
  }

  #remove(member: Member): void {
    this.#dismiss(member, new KafkaWireError('UNKNOWN_MEMBER_ID'));
    this.#group.remove(member);
    if (this.state === 'Stable' || this.state === 'CompletingRebalance') this.#prepareRebalance();
    this.#completeIfAllJoined();
  }

  /** Ends what a member is waiting for. */
  #dismiss(member: Member, reason: KafkaWireError): void {
    member.session?.cancel();
    member.joining?.reject(reason);
    member.syncing?.reject(reason);
    member.joining = undefined;
    member.syncing = undefined;
  }

  /** Begins a member's session anew; one that waits for an answer has none: the rebalance has its own time limit. */
  #startSession(member: Member): void {
    if (member.joining !== undefined || member.syncing !== undefined) return;
    member.session?.cancel();
    member.session = this.#clock.setTimeout(() => this.#remove(member), member.sessionTimeoutMs);
  }

  #setDeadline(delayMs: number, callback: () => void): void {
    this.#deadline?.cancel();
    this.#deadline = this.#clock.setTimeout(callback, delayMs);
  }

  /** The member that sends the request in the present generation. */
  #caller({ memberId, groupInstanceId, generationId }: MemberRequest): Member {
    this.#checkAlive();
    const member = this.#group.member(memberId, groupInstanceId);
    if (generationId !== this.#group.generationId) {
      throw new KafkaWireError(
        'ILLEGAL_GENERATION',
        `expected generation ${this.#group.generationId}, got ${generationId}`,
      );
    }
    return member;
  }

  #checkAlive(): void {
    if (this.state === 'Dead') throw new KafkaWireError('COORDINATOR_NOT_AVAILABLE');
  }

  #syncResult(member: Member): SyncResult {
    return {
      protocolType: this.protocolType,
      protocolName: this.#group.protocolName,
      assignment: member.assignment,
    };
  }
}
