import type { Handler } from '../api.ts';
import type { offsetCommit } from '../protocol/messages/offsetCommit.ts';
import { commitOffsets } from './commitOffsets.ts';

/** Key 8, versions 2–9. The retention time of versions 2–4 is ignored, as in Kafka since 2.1. */
export const handleOffsetCommit: Handler<typeof offsetCommit> = (request, { broker, wireError }) => ({
  topics: commitOffsets(
    request.topics,
    broker,
    (offsets) => broker.groups.commitOffsets({ ...request, offsets }),
    wireError,
  ),
});
