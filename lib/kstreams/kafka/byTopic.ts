import type { TopicPartition } from './taskPlan.ts';

/** Partitions topic by topic, each in its order. */
export function byTopic<T extends TopicPartition>(
  partitions: readonly T[],
): ReadonlyMap<string, readonly T[]> {
  const topics = new Map<string, T[]>();
  for (const partition of partitions) {
    const own = topics.get(partition.topic);
    if (own === undefined) topics.set(partition.topic, [partition]);
    else own.push(partition);
  }
  return topics;
}
