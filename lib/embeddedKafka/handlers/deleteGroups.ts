import type { Handler } from '../api.ts';
import { kafkaErrors } from '../protocol/errors.ts';
import type { deleteGroups } from '../protocol/messages/deleteGroups.ts';

/** Key 42, versions 0–2. Only groups without members can be deleted; their offsets go with them. */
export const handleDeleteGroups: Handler<typeof deleteGroups> = ({ groupsNames }, context) => ({
  results: groupsNames.map((groupId) => {
    try {
      context.broker.groups.deleteGroup(groupId);
      return { groupId, errorCode: kafkaErrors.NONE.code };
    } catch (error) {
      return { groupId, errorCode: context.wireError(error).code };
    }
  }),
});
