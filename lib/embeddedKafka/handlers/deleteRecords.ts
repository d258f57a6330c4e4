import type { Handler, RequestContext } from '../api.ts';
import { KafkaWireError, kafkaErrors } from '../protocol/errors.ts';
import type { deleteRecords } from '../protocol/messages/deleteRecords.ts';

/** Stands for the end of the partition. */
const highWatermark = -1n;

/** Key 21, versions 0–2. */
export const handleDeleteRecords: Handler<typeof deleteRecords> = ({ topics }, context) => ({
  topics: topics.map(({ name, partitions }) => ({
    name,
    partitions: partitions.map(({ partitionIndex, offset }) => {
      try {
        const lowWatermark = deleteBefore(name, partitionIndex, offset, context);
        return { partitionIndex, lowWatermark, errorCode: kafkaErrors.NONE.code };
      } catch (error) {
        return { partitionIndex, lowWatermark: -1n, errorCode: context.wireError(error).code };
      }
    }),
  })),
});

function deleteBefore(name: string, partition: number, offset: bigint, { broker }: RequestContext): bigint {
  const topic = broker.catalog.get(name);
  const log = topic?.partitions[partition];
  if (!topic || !log) throw new KafkaWireError('UNKNOWN_TOPIC_OR_PARTITION');
  if (topic.internal)
    throw new KafkaWireError('INVALID_TOPIC_EXCEPTION', `${name} is the broker's own topic`);
  if (!log.config.deleted) {
    throw new KafkaWireError('POLICY_VIOLATION', `expected cleanup.policy of ${name} to have delete`);
  }
  log.deleteRecordsBefore(offset === highWatermark ? log.endOffset : offset);
  return log.startOffset;
}
