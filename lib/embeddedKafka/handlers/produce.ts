import type { Handler, RequestContext } from '../api.ts';
import { KafkaWireError, kafkaErrors } from '../protocol/errors.ts';
import type { produce } from '../protocol/messages/produce.ts';

/**
 * Key 0, versions 0–11. The log validates and keeps the batches as they came; before version 3 clients may send
 * formats older than magic 2, which it refuses. acks=1 and acks=-1 are the same on a single node; with acks=0 there is
 * no answer, and an error closes the connection, as in Kafka.
 */
export const handleProduce: Handler<typeof produce> = ({ acks, topicData }, context) => {
  const responses = topicData.map(({ name, partitionData }) => ({
    name,
    partitionResponses: partitionData.map(({ index, records }) => {
      try {
        if (acks < -1 || acks > 1) throw new KafkaWireError('INVALID_REQUIRED_ACKS');
        return append(name, index, records, context);
      } catch (error) {
        const refused = context.wireError(error);
        if (acks === 0) throw refused;
        return {
          index,
          errorCode: refused.code,
          baseOffset: -1n,
          logAppendTimeMs: -1n,
          logStartOffset: -1n,
          recordErrors: [],
          errorMessage: refused.message,
        };
      }
    }),
  }));
  return acks === 0 ? undefined : { responses };
};

function append(name: string, index: number, records: Buffer | null, { broker }: RequestContext) {
  const topic = broker.catalog.get(name);
  const log = topic?.partitions[index];
  if (!topic || !log) throw new KafkaWireError('UNKNOWN_TOPIC_OR_PARTITION');
  if (topic.internal)
    throw new KafkaWireError('INVALID_TOPIC_EXCEPTION', `${name} is the broker's own topic`);
  if (!records) throw new KafkaWireError('INVALID_RECORD', 'the request holds no records');
  const { baseOffset, logAppendTime } = log.append(records, {
    authorize: (batch) => broker.transactions.checkWrite(batch, { topic: name, partition: index }),
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
