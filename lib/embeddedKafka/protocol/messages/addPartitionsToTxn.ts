import { array, int16, int32, int64, string } from '../types.ts';

/** Key 24, versions 0–3, flexible from 3; later versions are for requests between brokers. */
export const addPartitionsToTxn = {
  request: {
    transactionalId: string(),
    producerId: int64(),
    producerEpoch: int16(),
    topics: array({ name: string(), partitions: array('int32') }),
  },
  response: {
    throttleTimeMs: int32({ otherwise: 0 }),
    resultsByTopic: array({
      name: string(),
      resultsByPartition: array({ partitionIndex: int32(), partitionErrorCode: int16() }),
    }),
  },
};
