import { int16, int32, int64, string } from '../types.ts';

/** Key 25, versions 0–3, flexible from 3. */
export const addOffsetsToTxn = {
  request: { transactionalId: string(), producerId: int64(), producerEpoch: int16(), groupId: string() },
  response: { throttleTimeMs: int32({ otherwise: 0 }), errorCode: int16() },
};
