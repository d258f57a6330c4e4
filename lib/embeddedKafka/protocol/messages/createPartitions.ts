import { array, bool, int16, int32, nullable, string } from '../types.ts';

/** Key 37, versions 0–3, flexible from 2. */
export const createPartitions = {
  request: {
    topics: array({
      name: string(),
      count: int32(),
      assignments: nullable(array({ brokerIds: array('int32') })),
    }),
    timeoutMs: int32(),
    validateOnly: bool(),
  },
  response: {
    throttleTimeMs: int32({ otherwise: 0 }),
    results: array({ name: string(), errorCode: int16(), errorMessage: nullable(string()) }),
  },
};
