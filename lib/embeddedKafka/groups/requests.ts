import type { KafkaErrorName } from '../protocol/errors.ts';
import type { GroupState } from './groupState.ts';

/** What identifies the caller in all requests of a member. */
export interface MemberRequest {
  groupId: string;
  generationId: number;
  memberId: string;
  /** Set by static members only. */
  groupInstanceId: string | null;
}

export interface JoinRequest {
  groupId: string;
  /** Empty at the first join. */
  memberId: string;
  groupInstanceId: string | null;
  clientId: string;
  clientHost: string;
  sessionTimeoutMs: number;
  /** JoinGroup v0 has none: pass the session timeout. */
  rebalanceTimeoutMs: number;
  protocolType: string;
  /** In order of preference. */
  protocols: readonly JoinProtocol[];
  /** JoinGroup v4+: a new dynamic member first gets MEMBER_ID_REQUIRED and an id, then joins with it. */
  requireKnownMemberId: boolean;
  /** JoinGroup v9+: a returning static leader may be told to skip the assignment. */
  supportsSkippingAssignment: boolean;
}

export interface JoinProtocol {
  name: string;
  metadata: Buffer;
}

export interface JoinResult {
  generationId: number;
  protocolType: string;
  protocolName: string;
  leaderId: string;
  memberId: string;
  skipAssignment: boolean;
  /** For the leader all members with their metadata of the chosen protocol; empty for the others. */
  members: { memberId: string; groupInstanceId: string | null; metadata: Buffer }[];
}

export interface SyncRequest extends MemberRequest {
  /** SyncGroup v5+; null before. */
  protocolType: string | null;
  protocolName: string | null;
  /** From the leader only. */
  assignments: readonly { memberId: string; assignment: Buffer }[];
}

export interface SyncResult {
  protocolType: string;
  protocolName: string;
  assignment: Buffer;
}

export interface LeavingMember {
  memberId: string;
  groupInstanceId: string | null;
}

export interface LeaveResult extends LeavingMember {
  error: KafkaErrorName;
}

export interface OffsetToCommit {
  topic: string;
  partition: number;
  offset: bigint;
  /** −1 when unknown. */
  leaderEpoch: number;
  metadata: string | null;
}

export interface CommitRequest extends MemberRequest {
  offsets: readonly OffsetToCommit[];
}

export interface CommitResult {
  topic: string;
  partition: number;
  error: KafkaErrorName;
}

export interface FetchedOffset {
  topic: string;
  partition: number;
  /** −1 when nothing was committed. */
  offset: bigint;
  leaderEpoch: number;
  metadata: string;
  /** Whether an open transaction will commit another one. */
  isUnstable: boolean;
}

export interface GroupDescription {
  groupId: string;
  state: GroupState;
  protocolType: string;
  /** The chosen protocol; empty unless the group is stable. */
  protocolName: string;
  members: {
    memberId: string;
    groupInstanceId: string | null;
    clientId: string;
    clientHost: string;
    metadata: Buffer;
    assignment: Buffer;
  }[];
}

export interface GroupListing {
  groupId: string;
  protocolType: string;
  state: GroupState;
}
