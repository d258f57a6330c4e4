import { array, int16, int32, int64, nullable, string } from '../types.ts';

/** Key 8, versions 2–9, flexible from 8. */
export const offsetCommit = {
  request: {
    groupId: string(),
    generationId: int32({ since: 1, otherwise: -1 }),
    memberId: string({ since: 1 }),
    groupInstanceId: nullable(string({ since: 7 })),
    retentionTimeMs: int64({ since: 2, until: 4, otherwise: -1n }),
    topics: array({
      name: string(),
      partitions: array({
        partitionIndex: int32(),
        committedOffset: int64(),
        committedLeaderEpoch: int32({ since: 6, otherwise: -1 }),
        committedMetadata: nullable(string()),
      }),
    }),
  },
  response: {
    throttleTimeMs: int32({ since: 3, otherwise: 0 }),
    topics: array({
      name: string(),
      partitions: array({ partitionIndex: int32(), errorCode: int16() }),
    }),
  },
};
