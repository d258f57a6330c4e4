import { array, bool, int8, int16, int32, nullable, string } from '../types.ts';
import { operationsNotAsked } from './metadata.ts';

/** Key 60, versions 0–1, flexible from 0. */
export const describeCluster = {
  request: {
    includeClusterAuthorizedOperations: bool(),
    endpointType: int8({ since: 1, otherwise: 1 }),
  },
  response: {
    throttleTimeMs: int32({ otherwise: 0 }),
    errorCode: int16(),
    errorMessage: nullable(string()),
    endpointType: int8({ since: 1, otherwise: 1 }),
    clusterId: string(),
    controllerId: int32(),
    brokers: array({
      brokerId: int32(),
      host: string(),
      port: int32(),
      rack: nullable(string()),
    }),
    clusterAuthorizedOperations: int32({ otherwise: operationsNotAsked }),
  },
};
