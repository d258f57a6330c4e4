import type { Handler, RequestContext } from '../api.ts';
import type { PartitionLog } from '../log/partitionLog.ts';
import { KafkaWireError, kafkaErrors } from '../protocol/errors.ts';
import type { fetch } from '../protocol/messages/fetch.ts';
import type { RequestOf, ResponseOf } from '../protocol/types.ts';
import { parkFetch } from './parkFetch.ts';

type Request = RequestOf<typeof fetch>;
type Response = ResponseOf<typeof fetch>;

const noRecords = Buffer.alloc(0);
const readCommitted = 1;

/**
 * Key 1, versions 4–13. Answers when there are `minBytes`, an error, or the time is over; until then the request is
 * parked. Fetch sessions are declined by session id 0, as Kafka does when it has too many: clients then name their
 * partitions in every request.
 */
export const handleFetch: Handler<typeof fetch> = async (request, context) => {
  if (request.sessionId !== 0) {
    return { errorCode: kafkaErrors.FETCH_SESSION_ID_NOT_FOUND.code, responses: [] };
  }
  let found = collect(request, context);
  if (request.maxWaitMs > 0 && !isEnough(found, request)) {
    await parkFetch({
      logs: logsOf(request, context),
      waitMs: request.maxWaitMs,
      clock: context.broker.clock,
      closed: context.closed,
      isDone() {
        found = collect(request, context);
        return isEnough(found, request);
      },
    });
  }
  return { errorCode: kafkaErrors.NONE.code, responses: found.responses };
};

interface Found {
  responses: Response['responses'];
  bytes: number;
  failed: boolean;
}

function isEnough(found: Found, request: Request): boolean {
  return found.failed || found.bytes >= request.minBytes;
}

function collect(request: Request, context: RequestContext): Found {
  let bytes = 0;
  let failed = false;
  const responses = request.topics.map(({ topic, topicId, partitions }) => ({
    topic,
    topicId,
    partitions: partitions.map(({ partition, fetchOffset, partitionMaxBytes }) => {
      try {
        const log = logOf(topic, topicId, partition, context);
        // A batch larger than the limits must still get through once, or its reader would be stuck for ever.
        const limit = Math.min(partitionMaxBytes, request.maxBytes - bytes);
        const records = limit > 0 || bytes === 0 ? log.read(fetchOffset, limit, bytes === 0) : noRecords;
        bytes += records.length;
        return {
          partitionIndex: partition,
          errorCode: kafkaErrors.NONE.code,
          highWatermark: log.endOffset,
          lastStableOffset: log.endOffset,
          logStartOffset: log.startOffset,
          abortedTransactions: request.isolationLevel === readCommitted ? [] : null,
          records,
        };
      } catch (error) {
        failed = true;
        return {
          partitionIndex: partition,
          errorCode: context.wireError(error).code,
          highWatermark: -1n,
          lastStableOffset: -1n,
          logStartOffset: -1n,
          records: noRecords,
        };
      }
    }),
  }));
  return { responses, bytes, failed };
}

function logOf(name: string, id: string, partition: number, context: RequestContext): PartitionLog {
  const { catalog } = context.broker;
  const byId = context.apiVersion >= 13;
  const topic = byId ? catalog.byId(id) : catalog.get(name);
  if (byId && !topic) throw new KafkaWireError('UNKNOWN_TOPIC_ID');
  const log = topic?.partitions[partition];
  if (!log) throw new KafkaWireError('UNKNOWN_TOPIC_OR_PARTITION');
  return log;
}

function logsOf(request: Request, context: RequestContext): PartitionLog[] {
  return request.topics.flatMap(({ topic, topicId, partitions }) =>
    partitions.map(({ partition }) => logOf(topic, topicId, partition, context)),
  );
}
