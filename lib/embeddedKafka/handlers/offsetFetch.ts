import type { Handler, RequestContext } from '../api.ts';
import type { FetchedOffset } from '../groups/requests.ts';
import { kafkaErrors } from '../protocol/errors.ts';
import type { offsetFetch } from '../protocol/messages/offsetFetch.ts';

type AskedTopics = readonly { name: string; partitionIndexes: readonly number[] }[] | null;

/** Key 9, versions 1–9. Without transactions every offset is stable, so `requireStable` changes nothing. */
export const handleOffsetFetch: Handler<typeof offsetFetch> = (request, context) => {
  if (context.apiVersion >= 8) {
    const groups = request.groups.map(({ groupId, topics }) => fetchGroup(groupId, topics, context));
    return { topics: [], errorCode: kafkaErrors.NONE.code, groups };
  }
  return { ...fetchGroup(request.groupId, request.topics, context), groups: [] };
};

function fetchGroup(groupId: string, asked: AskedTopics, context: RequestContext) {
  const topics = asked?.map(({ name, partitionIndexes }) => ({ topic: name, partitions: partitionIndexes }));
  try {
    const found = context.broker.groups.fetchOffsets({ groupId, topics: topics ?? null });
    return { groupId, topics: byTopic(found, kafkaErrors.NONE.code), errorCode: kafkaErrors.NONE.code };
  } catch (error) {
    const { code } = context.wireError(error);
    const nothing = { offset: -1n, leaderEpoch: -1, metadata: '' };
    const failed = (topics ?? []).flatMap(({ topic, partitions }) =>
      partitions.map((partition) => ({ topic, partition, ...nothing })),
    );
    return { groupId, topics: byTopic(failed, code), errorCode: code };
  }
}

function byTopic(offsets: readonly FetchedOffset[], errorCode: number) {
  const topics = new Map<string, ReturnType<typeof describe>[]>();
  for (const offset of offsets) {
    const partitions = topics.get(offset.topic);
    if (partitions) partitions.push(describe(offset, errorCode));
    else topics.set(offset.topic, [describe(offset, errorCode)]);
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
