import { bool, int16, int32, int64, string } from '../types.ts';

/** Key 26, versions 0–3, flexible from 3. */
export const endTxn = {
  request: { transactionalId: string(), producerId: int64(), producerEpoch: int16(), committed: bool() },
  response: { throttleTimeMs: int32({ otherwise: 0 }), errorCode: int16() },
};
