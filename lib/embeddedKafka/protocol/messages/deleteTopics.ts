import { array, int16, int32, nullable, string, uuid } from '../types.ts';

/** Key 20, versions 0–6, flexible from 4; from 6 a topic may be named by its id. */
export const deleteTopics = {
  request: {
    topics: array({ name: nullable(string()), topicId: uuid() }, { since: 6 }),
    topicNames: array('string', { until: 5 }),
    timeoutMs: int32(),
  },
  response: {
    throttleTimeMs: int32({ since: 1, otherwise: 0 }),
    responses: array({
      name: nullable(string(), 6),
      topicId: uuid({ since: 6 }),
      errorCode: int16(),
      errorMessage: nullable(string({ since: 5 })),
    }),
  },
};
