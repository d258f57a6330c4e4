import type { Timer } from '../clock.ts';
import type { Deferred } from './deferred.ts';
import type { MemberSnapshot } from './groupRecords.ts';
import type { JoinProtocol, JoinRequest, JoinResult, SyncResult } from './requests.ts';

/** What a group knows of one of its members. */
export interface Member {
  readonly memberId: string;
  readonly groupInstanceId: string | null;
  clientId: string;
  clientHost: string;
  sessionTimeoutMs: number;
  rebalanceTimeoutMs: number;
  protocols: readonly JoinProtocol[];
  assignment: Buffer;
  /** Until its first join is answered: it does not know its id and cannot send heartbeats. */
  isNew: boolean;
  /** Whether it has asked for its assignment in this generation. */
  hasSynced: boolean;
  /** Its join, while it waits for the others. */
  joining: Deferred<JoinResult> | undefined;
  /** Its sync, while it waits for the leader. */
  syncing: Deferred<SyncResult> | undefined;
  /** Removes the member when it fires. */
  session: Timer | undefined;
}

export function makeMember(memberId: string, request: JoinRequest): Member {
  return {
    memberId,
    groupInstanceId: request.groupInstanceId,
    clientId: request.clientId,
    clientHost: request.clientHost,
    sessionTimeoutMs: request.sessionTimeoutMs,
    rebalanceTimeoutMs: request.rebalanceTimeoutMs,
    protocols: request.protocols,
    assignment: Buffer.alloc(0),
    isNew: true,
    hasSynced: false,
    joining: undefined,
    syncing: undefined,
    session: undefined,
  };
}

/** A member as it was before the broker was started again. */
export function restoreMember(snapshot: MemberSnapshot, protocolName: string): Member {
  const { metadata, ...member } = snapshot;
  return {
    ...member,
    protocols: [{ name: protocolName, metadata }],
    isNew: false,
    hasSynced: true,
    joining: undefined,
    syncing: undefined,
    session: undefined,
  };
}

/** Takes over what a member that joins again says of itself. */
export function updateMember(member: Member, request: JoinRequest): void {
  member.clientId = request.clientId;
  member.clientHost = request.clientHost;
  member.sessionTimeoutMs = request.sessionTimeoutMs;
  member.rebalanceTimeoutMs = request.rebalanceTimeoutMs;
  member.protocols = request.protocols;
}

/** The member's metadata for a protocol; empty when it does not have it. */
export function metadataFor(member: Member, protocolName: string): Buffer {
  return member.protocols.find(({ name }) => name === protocolName)?.metadata ?? Buffer.alloc(0);
}

/** True when the request offers the same protocols with the same metadata, in the same order. */
export function hasSameProtocols(member: Member, { protocols }: JoinRequest): boolean {
  return (
    member.protocols.length === protocols.length &&
    member.protocols.every((own, i) => {
      const other = protocols[i];
      return other !== undefined && own.name === other.name && own.metadata.equals(other.metadata);
    })
  );
}
