import { array, bool, int16, int32, int64, nullable, string } from '../types.ts';

/** Key 9, versions 1–9, flexible from 6; from 8 several groups at once. */
export const offsetFetch = {
  request: {
    groupId: string({ until: 7, otherwise: '' }),
    topics: nullable(array({ name: string(), partitionIndexes: array('int32') }, { until: 7 }), 2),
    groups: array(
      {
        groupId: string(),
        memberId: nullable(string({ since: 9 })),
        memberEpoch: int32({ since: 9, otherwise: -1 }),
        topics: nullable(array({ name: string(), partitionIndexes: array('int32') })),
      },
      { since: 8 },
    ),
    requireStable: bool({ since: 7, otherwise: false }),
  },
  response: {
    throttleTimeMs: int32({ since: 3, otherwise: 0 }),
    topics: array(
      {
        name: string(),
        partitions: array({
          partitionIndex: int32(),
          committedOffset: int64(),
          committedLeaderEpoch: int32({ since: 5 }),
          metadata: nullable(string()),
          errorCode: int16(),
        }),
      },
      { until: 7 },
    ),
    errorCode: int16({ since: 2, until: 7 }),
    groups: array(
      {
        groupId: string(),
        topics: array({
          name: string(),
          partitions: array({
            partitionIndex: int32(),
            committedOffset: int64(),
            committedLeaderEpoch: int32(),
            metadata: nullable(string()),
            errorCode: int16(),
          }),
        }),
        errorCode: int16(),
      },
      { since: 8 },
    ),
  },
};
