import type { Handler, RequestContext } from '../api.ts';
import { kafkaErrors } from '../protocol/errors.ts';
import type { describeGroups } from '../protocol/messages/describeGroups.ts';

/** Key 15, versions 0–6. A group that nobody knows is described as Dead; since version 6 that is an error as well. */
export const handleDescribeGroups: Handler<typeof describeGroups> = (request, context) => ({
  groups: request.groups.map((groupId) => describe(groupId, context)),
});

function describe(groupId: string, context: RequestContext) {
  try {
    const group = context.broker.groups.describe(groupId);
    const isMissing = context.apiVersion >= 6 && group.state === 'Dead';
    return {
      errorCode: kafkaErrors[isMissing ? 'GROUP_ID_NOT_FOUND' : 'NONE'].code,
      errorMessage: isMissing ? `there is no group '${groupId}'` : null,
      groupId,
      groupState: group.state,
      protocolType: group.protocolType,
      protocolData: group.protocolName,
      members: group.members.map(({ metadata, assignment, ...member }) => ({
        ...member,
        memberMetadata: metadata,
        memberAssignment: assignment,
      })),
    };
  } catch (error) {
    const { code } = context.wireError(error);
    return { errorCode: code, groupId, groupState: '', protocolType: '', protocolData: '', members: [] };
  }
}
