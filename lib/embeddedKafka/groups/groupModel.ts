import type { GroupState } from './groupState.ts';
import type { LeavingMember, MemberRequest } from './requests.ts';

/** In ms. Advanced by whole seconds, no two kinds of them fall due at once: the order in which they do would matter. */
export const testTimeouts = { dynamicSession: 10_007, staticSession: 45_013, rebalance: 20_029 };

/** Who leads a generation. When the former leader has gone it may be any candidate, and is known from the first answer. */
export interface Lead {
  memberId: string | undefined;
  readonly candidates: readonly string[];
}

export interface JoinAnswer {
  generationId: number;
  memberId: string;
  lead: Lead;
  skipAssignment: boolean;
  /** Metadata by member. */
  members: Map<string, string>;
}

/** What a request should be answered with by now: nothing, an error, a generation, an assignment. */
export interface Call {
  answer?: string | JoinAnswer | { assignment: string };
}

interface ModelMember {
  readonly memberId: string;
  readonly groupInstanceId: string | null;
  metadata: string;
  assignment: string;
  hasSynced: boolean;
  /** Waits for the others to join, or for the leader to assign: which of them, the state of the group says. */
  call: Call | undefined;
  /** When it is out unless it is heard of; not while it waits. */
  endsAt: number | undefined;
}

type SavedGroup = Pick<GroupModel, 'generation' | 'lead'> & { members: readonly ModelMember[] };

/** What the coordinator should do with one group, without promises, timers or files. */
export class GroupModel {
  state: GroupState = 'Empty';
  generation = 0;
  lead: Lead = { memberId: undefined, candidates: [] };
  isKnown = false;
  readonly members = new Map<string, ModelMember>();
  /** By partition. */
  readonly offsets = new Map<number, bigint>();
  /** Until when those who got an id are awaited. */
  readonly #expected = new Map<string, number>();
  #deadline = Number.POSITIVE_INFINITY;
  #now = 0;
  #lastId = 0;
  #saved: SavedGroup | undefined;

  join(who: LeavingMember & { clientId: string; metadata: string }, call: Call): void {
    const { memberId, groupInstanceId, metadata } = who;
    if (memberId === '') {
      this.isKnown = true;
      const newId = `${groupInstanceId ?? who.clientId}-${++this.#lastId}`;
      const former = groupInstanceId === null ? undefined : this.#instance(groupInstanceId);
      if (former !== undefined) this.#replace(former, { ...who, memberId: newId }, call);
      else if (groupInstanceId !== null) this.#awaitJoins(this.#add({ ...who, memberId: newId }), call);
      else {
        this.#expected.set(newId, this.#now + testTimeouts.dynamicSession);
        call.answer = 'MEMBER_ID_REQUIRED';
      }
      return;
    }
    if (this.#expected.delete(memberId)) {
      this.#awaitJoins(this.#add(who), call);
      return;
    }
    const member = this.#find(who);
    if (typeof member === 'string') {
      call.answer = member;
      return;
    }
    const wantsRebalance =
      metadata !== member.metadata || (this.state === 'Stable' && this.lead.memberId === memberId);
    if (this.state === 'PreparingRebalance' || wantsRebalance) {
      member.metadata = metadata;
      this.#awaitJoins(member, call);
    } else {
      call.answer = this.#joinAnswer(member);
      this.#heard(member);
    }
  }

  sync(request: MemberRequest, assignments: ReadonlyMap<string, string>, call: Call): void {
    const member = this.#find(request, request.generationId);
    if (typeof member === 'string') call.answer = member;
    else if (this.state === 'PreparingRebalance') call.answer = 'REBALANCE_IN_PROGRESS';
    else {
      member.hasSynced = true;
      this.#end(member, 'REBALANCE_IN_PROGRESS');
      member.call = call;
      member.endsAt = undefined;
      if (this.state === 'Stable') this.#answerSync(member);
      else if (member.memberId === this.lead.memberId) this.#assign(assignments);
    }
  }

  heartbeat(request: MemberRequest): string {
    const member = this.#find(request, request.generationId);
    if (typeof member === 'string') return member;
    this.#heard(member);
    return this.state === 'PreparingRebalance' ? 'REBALANCE_IN_PROGRESS' : 'NONE';
  }

  commit(request: MemberRequest, partition: number, offset: bigint): string {
    const isOutside = request.generationId < 0;
    if (!isOutside && !this.isKnown) return 'ILLEGAL_GENERATION';
    this.isKnown = true;
    if (!isOutside || this.state !== 'Empty') {
      const member = this.#find(request, request.generationId);
      if (typeof member === 'string') return member;
      if (this.state === 'CompletingRebalance') return 'REBALANCE_IN_PROGRESS';
      this.#heard(member);
    }
    this.offsets.set(partition, offset);
    return 'NONE';
  }

  leave(who: LeavingMember): string {
    if (this.#expected.delete(who.memberId)) {
      this.#completeIfAllJoined();
      return 'NONE';
    }
    const instance = who.groupInstanceId === null ? undefined : this.#instance(who.groupInstanceId);
    const member = who.memberId === '' && instance ? instance : this.#find(who);
    if (typeof member === 'string') return member;
    this.#remove(member);
    return 'NONE';
  }

  advance(ms: number): void {
    const end = this.#now + ms;
    for (let due = this.#nextDue(); due <= end; due = this.#nextDue()) {
      this.#now = due;
      this.#fire();
    }
    this.#now = end;
  }

  /** A coordinator knows after its start what was last saved: a group with assignments, or without members. */
  restart(lastId: number): void {
    const { generation = 0, lead = this.lead, members = [] } = this.#saved ?? {};
    this.isKnown = this.#saved !== undefined || this.offsets.size > 0;
    this.generation = generation;
    this.lead = lead;
    this.state = members.length > 0 ? 'Stable' : 'Empty';
    this.#lastId = lastId;
    this.#deadline = Number.POSITIVE_INFINITY;
    this.#expected.clear();
    this.members.clear();
    for (const saved of members) {
      const member = { ...saved, hasSynced: true, call: undefined };
      this.members.set(member.memberId, member);
      this.#heard(member);
    }
  }

  #find({ memberId, groupInstanceId }: LeavingMember, generationId = this.generation): ModelMember | string {
    const owner = groupInstanceId === null ? undefined : this.#instance(groupInstanceId);
    if (owner !== undefined && owner.memberId !== memberId) return 'FENCED_INSTANCE_ID';
    const member = this.members.get(memberId);
    if (member === undefined) return 'UNKNOWN_MEMBER_ID';
    return generationId === this.generation ? member : 'ILLEGAL_GENERATION';
  }

  #instance(groupInstanceId: string): ModelMember | undefined {
    return [...this.members.values()].find((member) => member.groupInstanceId === groupInstanceId);
  }

  #add({ memberId, groupInstanceId, metadata }: LeavingMember & { metadata: string }): ModelMember {
    const nothing = { assignment: '', hasSynced: false, call: undefined, endsAt: undefined };
    const member = { memberId, groupInstanceId, metadata, ...nothing };
    this.members.set(memberId, member);
    return member;
  }

  #replace(former: ModelMember, who: LeavingMember & { metadata: string }, call: Call): void {
    this.#end(former, 'FENCED_INSTANCE_ID');
    this.members.delete(former.memberId);
    const member = this.#add(who);
    const isLeader = this.lead.memberId === former.memberId;
    if (isLeader) this.lead = { memberId: member.memberId, candidates: [] };
    if (this.state !== 'Stable') {
      this.#awaitJoins(member, call);
      return;
    }
    member.assignment = former.assignment;
    member.hasSynced = former.hasSynced;
    call.answer = { ...this.#joinAnswer(member), skipAssignment: isLeader };
    this.#heard(member);
    this.#save();
  }

  #awaitJoins(member: ModelMember, call: Call): void {
    this.#end(member, 'REBALANCE_IN_PROGRESS');
    if (this.state !== 'PreparingRebalance') this.#prepare();
    member.call = call;
    member.endsAt = undefined;
    this.#completeIfAllJoined();
  }

  #prepare(): void {
    this.state = 'PreparingRebalance';
    // The longest of the members' own: nobody who has only got an id is waited for when there is no member.
    this.#deadline = this.#now + (this.members.size > 0 ? testTimeouts.rebalance : 0);
    for (const member of this.members.values()) {
      if (member.call === undefined) continue;
      this.#end(member, 'REBALANCE_IN_PROGRESS');
      this.#heard(member);
    }
  }

  #completeIfAllJoined(): void {
    if (this.state !== 'PreparingRebalance' || this.#expected.size > 0) return;
    if ([...this.members.values()].every(({ call }) => call !== undefined)) this.#complete();
  }

  #complete(): void {
    const joined = [...this.members.values()].filter(({ call }) => call !== undefined);
    for (const { memberId, groupInstanceId, call } of this.members.values()) {
      if (call === undefined && groupInstanceId === null) this.members.delete(memberId);
    }
    this.#deadline = this.#now + testTimeouts.rebalance;
    if (joined.length === 0 && this.members.size > 0) return;
    this.generation++;
    for (const member of this.members.values()) Object.assign(member, { hasSynced: false, assignment: '' });
    if (joined.length === 0) {
      this.state = 'Empty';
      this.#deadline = Number.POSITIVE_INFINITY;
      this.#save();
      return;
    }
    this.state = 'CompletingRebalance';
    const candidates = joined.map(({ memberId }) => memberId);
    if (!candidates.some((id) => id === this.lead.memberId)) this.lead = { memberId: undefined, candidates };
    for (const member of joined) {
      this.#end(member, this.#joinAnswer(member));
      this.#heard(member);
    }
  }

  #assign(assignments: ReadonlyMap<string, string>): void {
    this.state = 'Stable';
    for (const member of this.members.values()) member.assignment = assignments.get(member.memberId) ?? '';
    for (const member of this.members.values()) if (member.call !== undefined) this.#answerSync(member);
    this.#save();
  }

  #answerSync(member: ModelMember): void {
    this.#end(member, { assignment: member.assignment });
    this.#heard(member);
  }

  #remove(member: ModelMember): void {
    this.#end(member, 'UNKNOWN_MEMBER_ID');
    this.members.delete(member.memberId);
    if (this.state !== 'PreparingRebalance') this.#prepare();
    this.#completeIfAllJoined();
  }

  #heard(member: ModelMember): void {
    if (member.call !== undefined) return;
    const { dynamicSession, staticSession } = testTimeouts;
    member.endsAt = this.#now + (member.groupInstanceId === null ? dynamicSession : staticSession);
  }

  #end(member: ModelMember, answer: Call['answer']): void {
    if (member.call !== undefined) member.call.answer = answer;
    member.call = undefined;
  }

  #joinAnswer({ memberId }: ModelMember): JoinAnswer {
    const members = new Map([...this.members].map(([id, { metadata }]) => [id, metadata]));
    return { generationId: this.generation, memberId, lead: this.lead, skipAssignment: false, members };
  }

  #nextDue(): number {
    const sessions = [...this.members.values()].map(({ endsAt }) => endsAt ?? Number.POSITIVE_INFINITY);
    return Math.min(this.#deadline, ...this.#expected.values(), ...sessions);
  }

  #fire(): void {
    for (const [memberId, endsAt] of this.#expected) {
      if (endsAt <= this.#now && this.#expected.delete(memberId)) this.#completeIfAllJoined();
    }
    for (const member of [...this.members.values()]) {
      if (member.endsAt !== undefined && member.endsAt <= this.#now) this.#remove(member);
    }
    if (this.#deadline > this.#now) return;
    this.#deadline = Number.POSITIVE_INFINITY;
    if (this.state === 'PreparingRebalance') this.#complete();
    else for (const member of [...this.members.values()]) if (!member.hasSynced) this.#remove(member);
  }

  #save(): void {
    const members = [...this.members.values()].map((member) => ({ ...member }));
    this.#saved = { generation: this.generation, lead: this.lead, members };
  }
}
