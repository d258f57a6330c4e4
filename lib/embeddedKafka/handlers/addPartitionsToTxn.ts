import type { Handler } from '../api.ts';
import { kafkaErrors } from '../protocol/errors.ts';
import type { addPartitionsToTxn } from '../protocol/messages/addPartitionsToTxn.ts';
import { codeForVersion } from './fencedCode.ts';

/** Key 24, versions 0–3. All partitions are added or none: when one is unknown, the others are OPERATION_NOT_ATTEMPTED. */
export const handleAddPartitionsToTxn: Handler<typeof addPartitionsToTxn> = (request, context) => {
  const { catalog, transactions } = context.broker;
  const asked = request.topics.flatMap(({ name, partitions }) =>
    partitions.map((partition) => ({ topic: name, partition })),
  );
  const unknown = new Set<string>();
  let codeOfKnown: number = kafkaErrors.NONE.code;
  try {
    for (const { topic, partition } of asked) {
      if (catalog.get(topic)?.partitions[partition] === undefined) unknown.add(`${topic}-${partition}`);
    }
    if (unknown.size > 0) codeOfKnown = kafkaErrors.OPERATION_NOT_ATTEMPTED.code;
    else transactions.addPartitions(request, asked);
  } catch (error) {
    codeOfKnown = codeForVersion(context.wireError(error), context.apiVersion >= 2);
  }
  return {
    resultsByTopic: request.topics.map(({ name, partitions }) => ({
      name,
      resultsByPartition: partitions.map((partitionIndex) => ({
        partitionIndex,
        partitionErrorCode: unknown.has(`${name}-${partitionIndex}`)
          ? kafkaErrors.UNKNOWN_TOPIC_OR_PARTITION.code
          : codeOfKnown,
      })),
    })),
  };
};
