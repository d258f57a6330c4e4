import type { Clock } from '../clock.ts';
import { KafkaWireError } from '../protocol/errors.ts';
import type { TopicCatalog } from '../topics/topicCatalog.ts';
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

export interface GroupConfig {
  /** Bounds of the session timeout a member may ask for, in ms. */
  minSessionTimeoutMs: number;
  maxSessionTimeoutMs: number;
  /** How long the first rebalance of an empty group waits for more members, in ms. */
  initialRebalanceDelayMs: number;
  /** Longest metadata of a committed offset, in bytes. */
  maxOffsetMetadataBytes: number;
}

export interface GroupCoordinatorOptions {
  /** Holds the internal topic with the committed offsets; it is created when missing. */
  catalog: TopicCatalog;
  clock: Clock;
  config?: Partial<GroupConfig>;
}

/** The answer MEMBER_ID_REQUIRED, with the id to join with. */
export class MemberIdRequiredError extends KafkaWireError {
  readonly memberId: string;

  constructor(memberId: string) {
    super('MEMBER_ID_REQUIRED', 'join again with the member id of this answer');
    this.memberId = memberId;
  }
}

/** Consumer groups by the classic protocol. Every method throws (or rejects with) KafkaWireError. */
export class GroupCoordinator {
  /** Reads the committed offsets back. */
  static open(_options: GroupCoordinatorOptions): GroupCoordinator {
    throw new Error('unfinished');
  }

  /** Resolves when the rebalance is complete. @throws MemberIdRequiredError among others */
  join(_request: JoinRequest): Promise<JoinResult> {
    throw new Error('unfinished');
  }

  /** Resolves when the leader has sent the assignments. */
  sync(_request: SyncRequest): Promise<SyncResult> {
    throw new Error('unfinished');
  }

  heartbeat(_request: MemberRequest): void {
    throw new Error('unfinished');
  }

  /** One result for each member, in order; the old single form is a list of one. */
  leave(_request: { groupId: string; members: readonly LeavingMember[] }): LeaveResult[] {
    throw new Error('unfinished');
  }

  /** One result for each offset, in order. Whether the topics exist is for the caller to check. */
  commitOffsets(_request: CommitRequest): CommitResult[] {
    throw new Error('unfinished');
  }

  /** With `topics` null all that the group has committed, otherwise exactly the partitions asked for. */
  fetchOffsets(_request: {
    groupId: string;
    topics: readonly { topic: string; partitions: readonly number[] }[] | null;
  }): FetchedOffset[] {
    throw new Error('unfinished');
  }

  /** An unknown group is described as Dead. */
  describe(_groupId: string): GroupDescription {
    throw new Error('unfinished');
  }

  /** Groups in one of `states` (names in any case; empty or missing: all). */
  list(_filter?: { states?: readonly string[] }): GroupListing[] {
    throw new Error('unfinished');
  }

  /** @throws KafkaWireError GROUP_ID_NOT_FOUND, NON_EMPTY_GROUP */
  deleteGroup(_groupId: string): void {
    throw new Error('unfinished');
  }

  /** Forgets what was committed for a topic that is gone. */
  topicDeleted(_topic: string): void {
    throw new Error('unfinished');
  }

  /** Answers waiting members with COORDINATOR_NOT_AVAILABLE and takes back all timers. */
  close(): void {
    throw new Error('unfinished');
  }
}
