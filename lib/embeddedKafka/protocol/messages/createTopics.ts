import { array, bool, int8, int16, int32, nullable, string, uuid } from '../types.ts';

/** Key 19, versions 0–7, flexible from 5. */
export const createTopics = {
  request: {
    topics: array({
      name: string(),
      numPartitions: int32(),
      replicationFactor: int16(),
      assignments: array({ partitionIndex: int32(), brokerIds: array('int32') }),
      configs: array({ name: string(), value: nullable(string()) }),
    }),
    timeoutMs: int32(),
    validateOnly: bool({ since: 1, otherwise: false }),
  },
  response: {
    throttleTimeMs: int32({ since: 2, otherwise: 0 }),
    topics: array({
      name: string(),
      topicId: uuid({ since: 7 }),
      errorCode: int16(),
      errorMessage: nullable(string({ since: 1 })),
      numPartitions: int32({ since: 5 }),
      replicationFactor: int16({ since: 5 }),
      configs: nullable(
        array(
          {
            name: string(),
            value: nullable(string()),
            readOnly: bool(),
            configSource: int8(),
            isSensitive: bool(),
          },
          { since: 5 },
        ),
      ),
    }),
  },
};
