import type { Handler, RequestContext } from '../api.ts';
import type { FetchedOffset } from '../groups/requests.ts';
import { kafkaErrors } from '../protocol/errors.ts';
import type { offsetFetch } from '../protocol/messages/offsetFetch.ts';

type AskedTopics = readonly { name: string; partitionIndexes: readonly number[] }[] | null;

/** Key 9, versions 1–9. Who asks for stable offsets waits while a transaction is about to commit others. */
export const handleOffsetFetch: Handler<typeof offsetFetch> = (request, context) => {
  if (context.apiVersion >= 8) {
    const groups = request.groups.map(({ groupId, topics }) =>
      fetchGroup(groupId, topics, request.requireStable, context),
    );
    return { topics: [], errorCode: kafkaErrors.NONE.code, groups };
  }
  return { ...fetchGroup(request.groupId, request.topics, request.requireStable, context), groups: [] };
};

function fetchGroup(groupId: string, asked: AskedTopics, stable: boolean, context: RequestContext) {
  const topics = asked?.map(({ name, partitionIndexes }) => ({ topic: name, partitions: partitionIndexes }));
  try {
    const found = context.broker.groups.fetchOffsets({ groupId, topics: topics ?? null });
    const none = kafkaErrors.NONE.code;
    const codeOf = ({ isUnstable }: FetchedOffset) =>
      stable && isUnstable ? kafkaErrors.UNSTABLE_OFFSET_COMMIT.code : none;
    return { groupId, topics: byTopic(found, codeOf), errorCode: none };
  } catch (error) {
    const { code } = context.wireError(error);
    const nothing = { offset: -1n, leaderEpoch: -1, metadata: '', isUnstable: false };
    const failed = (topics ?? []).flatMap(({ topic, partitions }) =>
      partitions.map((partition) => ({ topic, partition, ...nothing })),
    );
    return { groupId, topics: byTopic(failed, () => code), errorCode: code };
  }
}

function byTopic(offsets: readonly FetchedOffset[], codeOf: (offset: FetchedOffset) => number) {
  const topics = new Map<string, ReturnType<typeof describe>[]>();
  for (const offset of offsets) {
    const partitions = topics.get(offset.topic);
    const described = describe(offset, codeOf(offset));
    if (partitions) partitions.push(described);
    else topics.set(offset.topic, [described]);
  }
  return [...topics].map(([name, partitions]) => ({ name, partitions }));
}

function describe({ partition, offset, leaderEpoch, metadata }: FetchedOffset, errorCode: number) {
  return {
    partitionIndex: partition,
    committedOffset: offset,
    committedLeaderEpoch: leaderEpoch,
    metadata,
    errorCode,
  };
}
