import type { BrokerParts } from '../api.ts';
import type { CommitResult, OffsetToCommit } from '../groups/requests.ts';
import { type KafkaWireError, kafkaErrors } from '../protocol/errors.ts';

interface AskedTopic {
  readonly name: string;
  readonly partitions: readonly {
    readonly partitionIndex: number;
    readonly committedOffset: bigint;
    readonly committedLeaderEpoch: number;
    readonly committedMetadata: string | null;
  }[];
}

/**
 * Commits the offsets of partitions that exist, and answers for each of those asked for.
 * @param commit stores offsets, or throws for all of them
 */
export function commitOffsets(
  topics: readonly AskedTopic[],
  { catalog }: BrokerParts,
  commit: (offsets: OffsetToCommit[]) => CommitResult[],
  wireError: (error: unknown) => KafkaWireError,
) {
  const codes = new Map<string, number>();
  let codeOfAll: number = kafkaErrors.UNKNOWN_TOPIC_OR_PARTITION.code;
  try {
    const offsets = topics.flatMap(({ name, partitions }) =>
      partitions
        .filter(({ partitionIndex }) => catalog.get(name)?.partitions[partitionIndex] !== undefined)
        .map((partition) => ({
          topic: name,
          partition: partition.partitionIndex,
          offset: partition.committedOffset,
          leaderEpoch: partition.committedLeaderEpoch,
          metadata: partition.committedMetadata,
        })),
    );
    for (const { topic, partition, error } of commit(offsets)) {
      codes.set(`${topic}-${partition}`, kafkaErrors[error].code);
    }
  } catch (error) {
    codeOfAll = wireError(error).code;
  }
  return topics.map(({ name, partitions }) => ({
    name,
    partitions: partitions.map(({ partitionIndex }) => ({
      partitionIndex,
      errorCode: codes.get(`${name}-${partitionIndex}`) ?? codeOfAll,
    })),
  }));
}
