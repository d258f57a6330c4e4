import { KafkaWireError } from '../protocol/errors.ts';
import { type GroupState, isLegalMove } from './groupState.ts';
import { type Member, metadataFor } from './member.ts';
import type { GroupDescription, JoinRequest, JoinResult, SyncRequest } from './requests.ts';

/** Who is in a group and in which state it is. Knows the rules, but neither time nor waiting requests. */
export class Group {
  readonly groupId: string;
  readonly #members = new Map<string, Member>();
  #state: GroupState = 'Empty';
  #generationId = 0;
  #protocolType = '';
  #protocolName = '';
  #leaderId = '';

  constructor(groupId: string) {
    this.groupId = groupId;
  }

  get state(): GroupState {
    return this.#state;
  }

  get generationId(): number {
    return this.#generationId;
  }

  get protocolType(): string {
    return this.#protocolType;
  }

  get protocolName(): string {
    return this.#protocolName;
  }

  /** Who assigns in the present generation; after it has left, whoever {@link electJoinedLeader} finds. */
  get leaderId(): string {
    return this.#leaderId;
  }

  /** In the order in which they came. */
  get members(): Member[] {
    return [...this.#members.values()];
  }

  get size(): number {
    return this.#members.size;
  }

  /** How long members may take to join again: as long as the slowest asks for, in ms. */
  get rebalanceTimeoutMs(): number {
    return Math.max(0, ...this.members.map((member) => member.rebalanceTimeoutMs));
  }

  /** @throws Error for a move that is not in the table: a mistake in this code */
  move(to: GroupState): void {
    if (!isLegalMove(this.#state, to)) throw new Error(`a group cannot go from ${this.#state} to ${to}`);
    this.#state = to;
  }

  /**
   * The member that a request comes from.
   * @throws KafkaWireError UNKNOWN_MEMBER_ID, FENCED_INSTANCE_ID
   */
  member(memberId: string, groupInstanceId: string | null): Member {
    if (groupInstanceId !== null) {
      const owner = this.staticMember(groupInstanceId);
      if (owner !== undefined && owner.memberId !== memberId) {
        throw new KafkaWireError(
          'FENCED_INSTANCE_ID',
          `instance '${groupInstanceId}' is now ${owner.memberId}`,
        );
      }
      if (owner === undefined) throw unknownMember(this.groupId, `instance '${groupInstanceId}'`);
    }
    const member = this.#members.get(memberId);
    if (member === undefined) throw unknownMember(this.groupId, `member '${memberId}'`);
    return member;
  }

  staticMember(groupInstanceId: string): Member | undefined {
    return this.members.find((member) => member.groupInstanceId === groupInstanceId);
  }

  isLeader(member: Member): boolean {
    return member.memberId === this.#leaderId;
  }

  /** The first member leads, and its protocol type is the group's. */
  add(member: Member, protocolType: string): void {
    if (this.#members.size === 0) {
      this.#leaderId = member.memberId;
      this.#protocolType = protocolType;
    }
    this.#members.set(member.memberId, member);
  }

  remove(member: Member): void {
    this.#members.delete(member.memberId);
  }

  /** Puts `next` where `previous` was: the same instance under another member id. */
  replace(previous: Member, next: Member): void {
    const wasLeader = this.isLeader(previous);
    this.#members.delete(previous.memberId);
    this.#members.set(next.memberId, next);
    if (wasLeader) this.#leaderId = next.memberId;
  }

  /** Whether who offers this can be in the group: the same type, and a protocol that all members have. */
  supports({ protocolType, protocols, memberId }: JoinRequest): boolean {
    if (protocolType === '' || protocols.length === 0) return false;
    const others = this.members.filter((member) => member.memberId !== memberId);
    if (others.length === 0) return true;
    const common = commonProtocols(others);
    return protocolType === this.#protocolType && protocols.some(({ name }) => common.has(name));
  }

  /** @throws KafkaWireError INCONSISTENT_GROUP_PROTOCOL when a sync names another protocol than the chosen one */
  checkProtocol({ protocolType, protocolName }: SyncRequest): void {
    const isSame =
      (protocolType ?? this.#protocolType) === this.#protocolType &&
      (protocolName ?? this.#protocolName) === this.#protocolName;
    if (!isSame) throw new KafkaWireError('INCONSISTENT_GROUP_PROTOCOL');
  }

  /** The protocol that most members prefer among those that all have; the first such on a draw. */
  selectProtocol(): string {
    const common = commonProtocols(this.members);
    const votes = new Map<string, number>();
    for (const member of this.members) {
      const choice = member.protocols.find(({ name }) => common.has(name))?.name ?? '';
      votes.set(choice, (votes.get(choice) ?? 0) + 1);
    }
    return [...votes].reduce((best, vote) => (vote[1] > best[1] ? vote : best), ['', 0] as const)[0];
  }

  /** Makes a member that has joined again the leader; false when none has. */
  electJoinedLeader(): boolean {
    const joined = this.members.filter((member) => member.joining !== undefined);
    const next = joined.find((member) => this.isLeader(member)) ?? joined[0];
    if (next !== undefined) this.#leaderId = next.memberId;
    return next !== undefined;
  }

  /** Ends the preparation of a rebalance: with members they now need assignments, without the group is empty. */
  beginGeneration(): void {
    this.#generationId++;
    this.#protocolName = this.size === 0 ? '' : this.selectProtocol();
    this.move(this.size === 0 ? 'Empty' : 'CompletingRebalance');
    for (const member of this.#members.values()) {
      member.hasSynced = false;
      member.assignment = Buffer.alloc(0);
    }
  }

  /** The answer to a member's join in this generation. */
  joinResult(member: Member): JoinResult {
    const { protocolName } = this;
    const members = this.members.map((each) => ({
      memberId: each.memberId,
      groupInstanceId: each.groupInstanceId,
      metadata: metadataFor(each, protocolName),
    }));
    return {
      generationId: this.#generationId,
      protocolType: this.#protocolType,
      protocolName,
      leaderId: this.#leaderId,
      memberId: member.memberId,
      skipAssignment: false,
      members: this.isLeader(member) ? members : [],
    };
  }

  /** Protocol, metadata and assignments are told of a stable group only: otherwise they are about to change. */
  describe(): GroupDescription {
    const isStable = this.#state === 'Stable';
    const nothing = Buffer.alloc(0);
    return {
      groupId: this.groupId,
      state: this.#state,
      protocolType: this.#protocolType,
      protocolName: isStable ? this.#protocolName : '',
      members: this.members.map((member) => ({
        memberId: member.memberId,
        groupInstanceId: member.groupInstanceId,
        clientId: member.clientId,
        clientHost: member.clientHost,
        metadata: isStable ? metadataFor(member, this.#protocolName) : nothing,
        assignment: isStable ? member.assignment : nothing,
      })),
    };
  }
}

function commonProtocols(members: readonly Member[]): Set<string> {
  const [first, ...others] = members.map(({ protocols }) => new Set(protocols.map(({ name }) => name)));
  return new Set([...(first ?? [])].filter((name) => others.every((names) => names.has(name))));
}

function unknownMember(groupId: string, who: string): KafkaWireError {
  return new KafkaWireError('UNKNOWN_MEMBER_ID', `group '${groupId}' has no ${who}`);
}
