import { array, bool, bytes, int16, int32, nullable, string } from '../types.ts';

/** Key 11, versions 0–9, flexible from 6. */
export const joinGroup = {
  request: {
    groupId: string(),
    sessionTimeoutMs: int32(),
    rebalanceTimeoutMs: int32({ since: 1, otherwise: -1 }),
    memberId: string(),
    groupInstanceId: nullable(string({ since: 5 })),
    protocolType: string(),
    protocols: array({ name: string(), metadata: bytes() }),
    reason: nullable(string({ since: 8 })),
  },
  response: {
    throttleTimeMs: int32({ since: 2, otherwise: 0 }),
    errorCode: int16(),
    generationId: int32(),
    protocolType: nullable(string({ since: 7 })),
    protocolName: nullable(string(), 7),
    leader: string(),
    skipAssignment: bool({ since: 9, otherwise: false }),
    memberId: string(),
    members: array({
      memberId: string(),
      groupInstanceId: nullable(string({ since: 5 })),
      metadata: bytes(),
    }),
  },
};
