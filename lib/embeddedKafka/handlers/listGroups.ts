import type { Handler } from '../api.ts';
import { kafkaErrors } from '../protocol/errors.ts';
import type { listGroups } from '../protocol/messages/listGroups.ts';

const groupType = 'classic';

/** Key 16, versions 0–5. All groups here are of the classic type. */
export const handleListGroups: Handler<typeof listGroups> = ({ statesFilter, typesFilter }, context) => {
  const wanted = typesFilter.length === 0 || typesFilter.some((type) => type.toLowerCase() === groupType);
  try {
    const groups = wanted ? context.broker.groups.list({ states: statesFilter }) : [];
    return {
      errorCode: kafkaErrors.NONE.code,
      groups: groups.map(({ state, ...group }) => ({ ...group, groupState: state, groupType })),
    };
  } catch (error) {
    return { errorCode: context.wireError(error).code, groups: [] };
  }
};
