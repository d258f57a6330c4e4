import { array, int8, int16, int32, int64, string } from '../types.ts';

/** Key 2, versions 0–7, flexible from 6; version 0 answers with a list of offsets instead of one. */
export const listOffsets = {
  request: {
    replicaId: int32(),
    isolationLevel: int8({ since: 2, otherwise: 0 }),
    topics: array({
      name: string(),
      partitions: array({
        partitionIndex: int32(),
        currentLeaderEpoch: int32({ since: 4, otherwise: -1 }),
        timestamp: int64(),
        maxNumOffsets: int32({ until: 0, otherwise: 1 }),
      }),
    }),
  },
  response: {
    throttleTimeMs: int32({ since: 2, otherwise: 0 }),
    topics: array({
      name: string(),
      partitions: array({
        partitionIndex: int32(),
        errorCode: int16(),
        oldStyleOffsets: array('int64', { until: 0 }),
        timestamp: int64({ since: 1 }),
        offset: int64({ since: 1 }),
        leaderEpoch: int32({ since: 4 }),
      }),
    }),
  },
};
