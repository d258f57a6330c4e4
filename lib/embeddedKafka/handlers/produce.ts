import type { Handler, RequestContext } from '../api.ts';
import { type KafkaErrorName, KafkaWireError, kafkaErrors } from '../protocol/errors.ts';
import type { produce } from '../protocol/messages/produce.ts';
import type { RequestOf } from '../protocol/types.ts';

/**
 * Key 0, versions 0–11. The log validates and keeps the batches as they came; before version 3 clients may send
 * formats older than magic 2, which it refuses. acks=1 and acks=-1 are the same on a single node; with acks=0 there is
 * no answer, and an error closes the connection, as in Kafka.
 */
export const handleProduce: Handler<typeof produce> = (request, context) => {
  const { acks, topicData } = request;
  const responses = topicData.map(({ name, partitionData }) => ({
    name,
    partitionResponses: partitionData.map(({ index, records }) => {
      try {
        if (acks < -1 || acks > 1) throw new KafkaWireError('INVALID_REQUIRED_ACKS');
        return append(request, name, index, records, context);
      } catch (error) {
        const refused = context.wireError(error);
        if (acks === 0) throw refused;
        return {
          index,
          errorCode: refused.code,
          baseOffset: -1n,
          logAppendTimeMs: -1n,
          logStartOffset: withoutLogStart.has(refused.error) ? -1n : startOf(name, index, context),
          recordErrors: [],
          errorMessage: refused.message,
        };
      }
    }),
  }));
  return acks === 0 ? undefined : { responses };
};

/** Errors with which Kafka does not tell where the log begins. */
const withoutLogStart = new Set<KafkaErrorName>([
  ...(['UNKNOWN_TOPIC_OR_PARTITION', 'MESSAGE_TOO_LARGE', 'RECORD_LIST_TOO_LARGE'] as const),
  ...(['CORRUPT_MESSAGE', 'KAFKA_STORAGE_ERROR', 'INVALID_REQUIRED_ACKS'] as const),
  'TRANSACTIONAL_ID_AUTHORIZATION_FAILED',
]);

function startOf(name: string, index: number, { broker }: RequestContext): bigint {
  try {
    return broker.catalog.get(name)?.partitions[index]?.startOffset ?? -1n;
  } catch {
    return -1n;
  }
}

function append(
  { transactionalId }: RequestOf<typeof produce>,
  name: string,
  index: number,
  records: Buffer | null,
  { broker }: RequestContext,
) {
  const topic = broker.catalog.get(name);
  const log = topic?.partitions[index];
  if (!topic || !log) throw new KafkaWireError('UNKNOWN_TOPIC_OR_PARTITION');
  if (topic.internal)
    throw new KafkaWireError('INVALID_TOPIC_EXCEPTION', `${name} is the broker's own topic`);
  if (!records) throw new KafkaWireError('INVALID_RECORD', 'the request holds no records');
  const { baseOffset, logAppendTime } = log.append(records, {
    authorize(batch) {
      if (transactionalId === null) throw new KafkaWireError('TRANSACTIONAL_ID_AUTHORIZATION_FAILED');
      broker.transactions.checkWrite(batch, { topic: name, partition: index });
    },
  });
  return {
    index,
    errorCode: kafkaErrors.NONE.code,
    baseOffset,
    logAppendTimeMs: logAppendTime,
    logStartOffset: log.startOffset,
    recordErrors: [],
  };
}
