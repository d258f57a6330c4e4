import type { Handler } from '../api.ts';
import { MemberIdRequiredError } from '../groups/groupCoordinator.ts';
import { kafkaErrors } from '../protocol/errors.ts';
import type { joinGroup } from '../protocol/messages/joinGroup.ts';

/** Key 11, versions 0–9. The answer waits for the whole group to join. */
export const handleJoinGroup: Handler<typeof joinGroup> = async (request, context) => {
  const { apiVersion, clientId, clientHost, broker } = context;
  try {
    const joined = await broker.groups.join({
      groupId: request.groupId,
      memberId: request.memberId,
      groupInstanceId: request.groupInstanceId,
      clientId,
      clientHost,
      sessionTimeoutMs: request.sessionTimeoutMs,
      rebalanceTimeoutMs: apiVersion === 0 ? request.sessionTimeoutMs : request.rebalanceTimeoutMs,
      protocolType: request.protocolType,
      protocols: request.protocols,
      requireKnownMemberId: apiVersion >= 4,
      supportsSkippingAssignment: apiVersion >= 9,
    });
    return { errorCode: kafkaErrors.NONE.code, ...joined, leader: joined.leaderId };
  } catch (error) {
    return {
      errorCode: context.wireError(error).code,
      generationId: -1,
      protocolName: apiVersion < 7 ? '' : null,
      leader: '',
      memberId: error instanceof MemberIdRequiredError ? error.memberId : request.memberId,
      members: [],
    };
  }
};
