import { array, bool, bytes, int16, int32, nullable, string } from '../types.ts';
import { operationsNotAsked } from './metadata.ts';

/** Key 15, versions 0–6, flexible from 5. */
export const describeGroups = {
  request: {
    groups: array('string'),
    includeAuthorizedOperations: bool({ since: 3, otherwise: false }),
  },
  response: {
    throttleTimeMs: int32({ since: 1, otherwise: 0 }),
    groups: array({
      errorCode: int16(),
      errorMessage: nullable(string({ since: 6 })),
      groupId: string(),
      groupState: string(),
      protocolType: string(),
      protocolData: string(),
      members: array({
        memberId: string(),
        groupInstanceId: nullable(string({ since: 4 })),
        clientId: string(),
        clientHost: string(),
        memberMetadata: bytes(),
        memberAssignment: bytes(),
      }),
      authorizedOperations: int32({ since: 3, otherwise: operationsNotAsked }),
    }),
  },
};
