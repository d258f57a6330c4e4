import { array, bool, int16, int32, nullable, string, uuid, zeroUuid } from '../types.ts';

/** Stands for "the client did not ask which operations it may use". */
export const operationsNotAsked = -2147483648;

/** Key 3, versions 0–12, flexible from 9; from 10 with topic ids, from 12 a topic may be asked for by id alone. */
export const metadata = {
  request: {
    topics: nullable(
      array({
        topicId: uuid({ since: 10, otherwise: zeroUuid }),
        name: nullable(string(), 10),
      }),
      1,
    ),
    allowAutoTopicCreation: bool({ since: 4, otherwise: true }),
    includeClusterAuthorizedOperations: bool({ since: 8, until: 10, otherwise: false }),
    includeTopicAuthorizedOperations: bool({ since: 8, otherwise: false }),
  },
  response: {
    throttleTimeMs: int32({ since: 3, otherwise: 0 }),
    brokers: array({
      nodeId: int32(),
      host: string(),
      port: int32(),
      rack: nullable(string({ since: 1 })),
    }),
    clusterId: nullable(string({ since: 2 })),
    controllerId: int32({ since: 1 }),
    topics: array({
      errorCode: int16(),
      name: nullable(string(), 12),
      topicId: uuid({ since: 10 }),
      isInternal: bool({ since: 1 }),
      partitions: array({
        errorCode: int16(),
        partitionIndex: int32(),
        leaderId: int32(),
        leaderEpoch: int32({ since: 7 }),
        replicaNodes: array('int32'),
        isrNodes: array('int32'),
        offlineReplicas: array('int32', { since: 5 }),
      }),
      topicAuthorizedOperations: int32({ since: 8, otherwise: operationsNotAsked }),
    }),
    clusterAuthorizedOperations: int32({ since: 8, until: 10, otherwise: operationsNotAsked }),
  },
};
