import { array, int16, int32, string } from '../types.ts';

/** Key 42, versions 0–2, flexible from 2. */
export const deleteGroups = {
  request: { groupsNames: array('string') },
  response: {
    throttleTimeMs: int32({ otherwise: 0 }),
    results: array({ groupId: string(), errorCode: int16() }),
  },
};
