import type { Handler } from '../api.ts';
import { kafkaErrors } from '../protocol/errors.ts';
import type { offsetCommit } from '../protocol/messages/offsetCommit.ts';

/** Key 8, versions 2–9. The retention time of versions 2–4 is ignored, as in Kafka since 2.1. */
export const handleOffsetCommit: Handler<typeof offsetCommit> = (request, context) => {
  const { catalog, groups } = context.broker;
  const exists = (topic: string, partition: number) =>
    catalog.get(topic)?.partitions[partition] !== undefined;
  const codes = new Map<string, number>();
  const offsets = request.topics.flatMap(({ name, partitions }) =>
    partitions
      .filter(({ partitionIndex }) => exists(name, partitionIndex))
      .map((partition) => ({
        topic: name,
        partition: partition.partitionIndex,
        offset: partition.committedOffset,
        leaderEpoch: partition.committedLeaderEpoch,
        metadata: partition.committedMetadata,
      })),
  );
  try {
    for (const { topic, partition, error } of groups.commitOffsets({ ...request, offsets })) {
      codes.set(`${topic}-${partition}`, kafkaErrors[error].code);
    }
  } catch (error) {
    const { code } = context.wireError(error);
    for (const { topic, partition } of offsets) codes.set(`${topic}-${partition}`, code);
  }
  return {
    topics: request.topics.map(({ name, partitions }) => ({
      name,
      partitions: partitions.map(({ partitionIndex }) => ({
        partitionIndex,
        errorCode: codes.get(`${name}-${partitionIndex}`) ?? kafkaErrors.UNKNOWN_TOPIC_OR_PARTITION.code,
      })),
    })),
  };
};
