import { int16, int32, nullable, string } from '../types.ts';

/** Key 12, versions 0–4, flexible from 4. */
export const heartbeat = {
  request: {
    groupId: string(),
    generationId: int32(),
    memberId: string(),
    groupInstanceId: nullable(string({ since: 3 })),
  },
  response: {
    throttleTimeMs: int32({ since: 1, otherwise: 0 }),
    errorCode: int16(),
  },
};
