import { array, bytes, int16, int32, nullable, string } from '../types.ts';

/** Key 14, versions 0–5, flexible from 4. */
export const syncGroup = {
  request: {
    groupId: string(),
    generationId: int32(),
    memberId: string(),
    groupInstanceId: nullable(string({ since: 3 })),
    protocolType: nullable(string({ since: 5 })),
    protocolName: nullable(string({ since: 5 })),
    assignments: array({ memberId: string(), assignment: bytes() }),
  },
  response: {
    throttleTimeMs: int32({ since: 1, otherwise: 0 }),
    errorCode: int16(),
    protocolType: nullable(string({ since: 5 })),
    protocolName: nullable(string({ since: 5 })),
    assignment: bytes(),
  },
};
