import { array, int16, int32, nullable, string } from '../types.ts';

/** Key 13, versions 0–5, flexible from 4; from 3 several members at once. */
export const leaveGroup = {
  request: {
    groupId: string(),
    memberId: string({ until: 2, otherwise: '' }),
    members: array(
      {
        memberId: string(),
        groupInstanceId: nullable(string()),
        reason: nullable(string({ since: 5 })),
      },
      { since: 3 },
    ),
  },
  response: {
    throttleTimeMs: int32({ since: 1, otherwise: 0 }),
    errorCode: int16(),
    members: array(
      { memberId: string(), groupInstanceId: nullable(string()), errorCode: int16() },
      { since: 3 },
    ),
  },
};
