import { array, int16, int32, string } from '../types.ts';

/** Key 18, versions 0–4, flexible from 3; its response header never is. */
export const apiVersions = {
  request: {
    clientSoftwareName: string({ since: 3 }),
    clientSoftwareVersion: string({ since: 3 }),
  },
  response: {
    errorCode: int16(),
    apiKeys: array({ apiKey: int16(), minVersion: int16(), maxVersion: int16() }),
    throttleTimeMs: int32({ since: 1, otherwise: 0 }),
  },
};
