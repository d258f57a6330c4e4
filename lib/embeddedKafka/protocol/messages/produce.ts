import { array, int16, int32, int64, nullable, records, string } from '../types.ts';

/** Key 0, versions 0–11, flexible from 9. */
export const produce = {
  request: {
    transactionalId: nullable(string({ since: 3 })),
    acks: int16(),
    timeoutMs: int32(),
    topicData: array({
      name: string(),
      partitionData: array({ index: int32(), records: records() }),
    }),
  },
  response: {
    responses: array({
      name: string(),
      partitionResponses: array({
        index: int32(),
        errorCode: int16(),
        baseOffset: int64(),
        logAppendTimeMs: int64({ since: 2 }),
        logStartOffset: int64({ since: 5 }),
        recordErrors: array(
          { batchIndex: int32(), batchIndexErrorMessage: nullable(string()) },
          { since: 8 },
        ),
        errorMessage: nullable(string({ since: 8 })),
      }),
    }),
    throttleTimeMs: int32({ since: 1, otherwise: 0 }),
  },
};
