import { array, int16, int32, int64, string } from '../types.ts';

/** Key 23, versions 2–4, flexible from 4. */
export const offsetForLeaderEpoch = {
  request: {
    replicaId: int32({ since: 3, otherwise: -2 }),
    topics: array({
      topic: string(),
      partitions: array({ partition: int32(), currentLeaderEpoch: int32(), leaderEpoch: int32() }),
    }),
  },
  response: {
    throttleTimeMs: int32({ otherwise: 0 }),
    topics: array({
      topic: string(),
      partitions: array({
        errorCode: int16(),
        partition: int32(),
        leaderEpoch: int32({ otherwise: -1 }),
        endOffset: int64({ otherwise: -1n }),
      }),
    }),
  },
};
