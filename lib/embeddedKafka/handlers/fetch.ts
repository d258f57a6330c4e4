import type { Handler, RequestContext } from '../api.ts';
import type { PartitionLog } from '../log/partitionLog.ts';
import type { AbortedTransaction } from '../log/transactionIndex.ts';
import { KafkaWireError, kafkaErrors } from '../protocol/errors.ts';
import type { fetch } from '../protocol/messages/fetch.ts';
import type { RequestOf, ResponseOf } from '../protocol/types.ts';
import { RecordBatch } from '../records/recordBatch.ts';
import { checkLeaderEpoch } from './checkLeaderEpoch.ts';
import { readCommitted } from './isolation.ts';
import { parkFetch } from './parkFetch.ts';

type Request = RequestOf<typeof fetch>;
type Response = ResponseOf<typeof fetch>;

const noRecords = Buffer.alloc(0);

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
  if (request.maxWaitMs > 0 && !isEnough(found, request, context.maxRecordBytes)) {
    await parkFetch({
      logs: logsOf(request, context),
      waitMs: request.maxWaitMs,
      clock: context.broker.clock,
      closed: context.closed,
      isDone() {
        found = collect(request, context);
        return isEnough(found, request, context.maxRecordBytes);
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

function isEnough(found: Found, request: Request, maxRecordBytes: number): boolean {
  return found.failed || found.bytes >= Math.min(request.minBytes, maxRecordBytes);
}

function collect(request: Request, context: RequestContext): Found {
  let bytes = 0;
  let failed = false;
  const committed = request.isolationLevel === readCommitted;
  const responses = request.topics.map(({ topic, topicId, partitions }) => ({
    topic,
    topicId,
    partitions: partitions.map(({ partition, fetchOffset, partitionMaxBytes, currentLeaderEpoch }) => {
      try {
        const log = logOf(topic, topicId, partition, context);
        checkLeaderEpoch(currentLeaderEpoch);
        // A batch larger than the limits must still get through once, or its reader would be stuck for ever.
        const limit = Math.min(partitionMaxBytes, request.maxBytes - bytes, context.maxRecordBytes - bytes);
        const records =
          limit > 0 || bytes === 0
            ? log.read(fetchOffset, limit, { atLeastOneBatch: bytes === 0, committed })
            : noRecords;
        bytes += records.length;
        return {
          partitionIndex: partition,
          errorCode: kafkaErrors.NONE.code,
          highWatermark: log.endOffset,
          lastStableOffset: log.lastStableOffset,
          logStartOffset: log.startOffset,
          abortedTransactions: committed ? abortedIn(log, fetchOffset, records) : null,
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

/** The aborted transactions whose records a reader of `records` must skip. */
function abortedIn(log: PartitionLog, from: bigint, records: Buffer): AbortedTransaction[] {
  return records.length === 0 ? [] : log.abortedTransactions(from, endOf(records));
}

/** The offset behind the last of the batches. */
function endOf(records: Buffer): bigint {
  let last = new RecordBatch(records);
  for (let end = last.size; end < records.length; end += last.size) last = new RecordBatch(records, end);
  return last.lastOffset + 1n;
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
