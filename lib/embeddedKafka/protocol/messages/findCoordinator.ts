import { array, int8, int16, int32, nullable, string } from '../types.ts';

/** Key 10, versions 0–4, flexible from 3; from 4 several keys at once. */
export const findCoordinator = {
  request: {
    key: string({ until: 3, otherwise: '' }),
    keyType: int8({ since: 1, otherwise: 0 }),
    coordinatorKeys: array('string', { since: 4 }),
  },
  response: {
    throttleTimeMs: int32({ since: 1, otherwise: 0 }),
    errorCode: int16({ until: 3 }),
    errorMessage: nullable(string({ since: 1, until: 3 })),
    nodeId: int32({ until: 3 }),
    host: string({ until: 3 }),
    port: int32({ until: 3 }),
    coordinators: array(
      {
        key: string(),
        nodeId: int32(),
        host: string(),
        port: int32(),
        errorCode: int16(),
        errorMessage: nullable(string()),
      },
      { since: 4 },
    ),
  },
};
