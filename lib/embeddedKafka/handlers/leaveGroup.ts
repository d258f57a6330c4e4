import type { Handler } from '../api.ts';
import { kafkaErrors } from '../protocol/errors.ts';
import type { leaveGroup } from '../protocol/messages/leaveGroup.ts';

/** Key 13, versions 0–5. Before version 3 the one member's error is that of the whole request. */
export const handleLeaveGroup: Handler<typeof leaveGroup> = (request, context) => {
  const single = context.apiVersion < 3;
  const members = single ? [{ memberId: request.memberId, groupInstanceId: null }] : request.members;
  try {
    const left = context.broker.groups.leave({ groupId: request.groupId, members });
    return {
      errorCode: kafkaErrors[(single && left[0]?.error) || 'NONE'].code,
      members: left.map(({ memberId, groupInstanceId, error }) => ({
        memberId,
        groupInstanceId,
        errorCode: kafkaErrors[error].code,
      })),
    };
  } catch (error) {
    return { errorCode: context.wireError(error).code, members: [] };
  }
};
