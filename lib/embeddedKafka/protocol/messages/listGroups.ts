import { array, int16, int32, string } from '../types.ts';

/** Key 16, versions 0–5, flexible from 3. */
export const listGroups = {
  request: {
    statesFilter: array('string', { since: 4 }),
    typesFilter: array('string', { since: 5 }),
  },
  response: {
    throttleTimeMs: int32({ since: 1, otherwise: 0 }),
    errorCode: int16(),
    groups: array({
      groupId: string(),
      protocolType: string(),
      groupState: string({ since: 4 }),
      groupType: string({ since: 5 }),
    }),
  },
};
