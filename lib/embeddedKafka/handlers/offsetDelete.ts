import type { Handler, RequestContext } from '../api.ts';
import { KafkaWireError, kafkaErrors } from '../protocol/errors.ts';
import type { offsetDelete } from '../protocol/messages/offsetDelete.ts';

/** Key 47, version 0. */
export const handleOffsetDelete: Handler<typeof offsetDelete> = ({ groupId, topics }, context) => {
  const { groups } = context.broker;
  try {
    groups.checkOffsetDelete(groupId);
  } catch (error) {
    return { errorCode: context.wireError(error).code, topics: [] };
  }
  return {
    errorCode: kafkaErrors.NONE.code,
    topics: topics.map(({ name, partitions }) => ({
      name,
      partitions: partitions.map(({ partitionIndex }) => ({
        partitionIndex,
        errorCode: codeOf(context, () => {
          if (!context.broker.catalog.get(name)?.partitions[partitionIndex])
            throw new KafkaWireError('UNKNOWN_TOPIC_OR_PARTITION');
          groups.deleteOffset(groupId, name, partitionIndex);
        }),
      })),
    })),
  };
};

function codeOf(context: RequestContext, action: () => void): number {
  try {
    action();
    return kafkaErrors.NONE.code;
  } catch (error) {
    return context.wireError(error).code;
  }
}
