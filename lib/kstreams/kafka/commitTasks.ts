import type { ActiveTask } from './activeTask.ts';
import { partitionName } from './taskPlan.ts';

/** Offsets in the form in which kafkajs commits them. */
export interface KafkaOffsets {
  readonly topics: { topic: string; partitions: { partition: number; offset: string }[] }[];
}

/**
 * The one way in which progress becomes final. The order makes at-least-once: an offset is committed only when all
 * that came of the records before it is acknowledged. When a step fails the later ones are not done, and the records
 * are processed again by whoever has the task then.
 */
export async function commitTasks(
  tasks: readonly ActiveTask[],
  commitOffsets: (offsets: KafkaOffsets) => Promise<void>,
): Promise<void> {
  const due = tasks.filter(({ task }) => task.commitNeeded || task.commitRequested);
  const offsets = new Map<ActiveTask, ReadonlyMap<string, number>>();
  // 1. What caches hold back goes downstream and into stores and changelogs.
  // 2. All that was produced, results and changelogs, is acknowledged. (Both in prepareCommit, task by task.)
  for (const active of due) offsets.set(active, await active.task.prepareCommit());
  // 3. The offsets of the input.
  const topics = byTopic(offsets);
  if (topics.length > 0) await commitOffsets({ topics });
  // 4. The tasks begin anew, and note how far their stores on the disk are.
  for (const [active, own] of offsets) active.postCommit(own);
}

/** Offsets of all tasks together, topic by topic. */
function byTopic(offsets: ReadonlyMap<ActiveTask, ReadonlyMap<string, number>>): KafkaOffsets['topics'] {
  const topics = new Map<string, { partition: number; offset: string }[]>();
  for (const [{ plan }, own] of offsets) {
    for (const { topic, partition } of plan.inputs) {
      const offset = own.get(partitionName({ topic, partition }));
      if (offset === undefined) continue;
      const partitions = topics.get(topic) ?? [];
      partitions.push({ partition, offset: String(offset) });
      topics.set(topic, partitions);
    }
  }
  return [...topics].map(([topic, partitions]) => ({ topic, partitions }));
}
