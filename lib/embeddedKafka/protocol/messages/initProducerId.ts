import { int16, int32, int64, nullable, string } from '../types.ts';

/** Key 22, versions 0–4, flexible from 2. */
export const initProducerId = {
  request: {
    transactionalId: nullable(string()),
    transactionTimeoutMs: int32(),
    producerId: int64({ since: 3, otherwise: -1n }),
    producerEpoch: int16({ since: 3, otherwise: -1 }),
  },
  response: {
    throttleTimeMs: int32({ otherwise: 0 }),
    errorCode: int16(),
    producerId: int64(),
    producerEpoch: int16(),
  },
};
