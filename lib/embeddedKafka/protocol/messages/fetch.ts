import { array, int8, int16, int32, int64, nullable, records, string, uuid, zeroUuid } from '../types.ts';

/** Key 1, versions 4–13, flexible from 12; from 13 a topic is named by its id. */
export const fetch = {
  request: {
    replicaId: int32({ until: 14, otherwise: -1 }),
    maxWaitMs: int32(),
    minBytes: int32(),
    maxBytes: int32({ since: 3, otherwise: 0x7fff_ffff }),
    isolationLevel: int8({ since: 4, otherwise: 0 }),
    sessionId: int32({ since: 7, otherwise: 0 }),
    sessionEpoch: int32({ since: 7, otherwise: -1 }),
    topics: array({
      topic: string({ until: 12, otherwise: '' }),
      topicId: uuid({ since: 13, otherwise: zeroUuid }),
      partitions: array({
        partition: int32(),
        currentLeaderEpoch: int32({ since: 9, otherwise: -1 }),
        fetchOffset: int64(),
        lastFetchedEpoch: int32({ since: 12, otherwise: -1 }),
        logStartOffset: int64({ since: 5, otherwise: -1n }),
        partitionMaxBytes: int32(),
      }),
    }),
    forgottenTopicsData: array(
      {
        topic: string({ until: 12, otherwise: '' }),
        topicId: uuid({ since: 13, otherwise: zeroUuid }),
        partitions: array('int32'),
      },
      { since: 7 },
    ),
    rackId: string({ since: 11, otherwise: '' }),
  },
  response: {
    throttleTimeMs: int32({ since: 1, otherwise: 0 }),
    errorCode: int16({ since: 7 }),
    sessionId: int32({ since: 7, otherwise: 0 }),
    responses: array({
      topic: string({ until: 12 }),
      topicId: uuid({ since: 13 }),
      partitions: array({
        partitionIndex: int32(),
        errorCode: int16(),
        highWatermark: int64(),
        lastStableOffset: int64({ since: 4 }),
        logStartOffset: int64({ since: 5 }),
        abortedTransactions: nullable(array({ producerId: int64(), firstOffset: int64() }, { since: 4 })),
        preferredReadReplica: int32({ since: 11, otherwise: -1 }),
        records: records(),
      }),
    }),
  },
};
