import { array, int16, int32, int64, nullable, string } from '../types.ts';

/** Key 28, versions 0–3, flexible from 3. */
export const txnOffsetCommit = {
  request: {
    transactionalId: string(),
    groupId: string(),
    producerId: int64(),
    producerEpoch: int16(),
    generationId: int32({ since: 3, otherwise: -1 }),
    memberId: string({ since: 3, otherwise: '' }),
    groupInstanceId: nullable(string({ since: 3 })),
    topics: array({
      name: string(),
      partitions: array({
        partitionIndex: int32(),
        committedOffset: int64(),
        committedLeaderEpoch: int32({ since: 2, otherwise: -1 }),
        committedMetadata: nullable(string()),
      }),
    }),
  },
  response: {
    throttleTimeMs: int32({ otherwise: 0 }),
    topics: array({ name: string(), partitions: array({ partitionIndex: int32(), errorCode: int16() }) }),
  },
};
