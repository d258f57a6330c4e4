import { type TaskId, taskIdText } from '../processor/taskId.ts';
import type { BuiltTopology, SourceNode, SubTopology } from '../topology/processorTopology.ts';
import { type PartitionCounts, sourceTopicsOf } from './partitionCounts.ts';

export interface TopicPartition {
  readonly topic: string;
  readonly partition: number;
}

/** How a partition is called in logs and maps: `topic-3`. */
export function partitionName({ topic, partition }: TopicPartition): string {
  return `${topic}-${partition}`;
}

export interface TaskInput extends TopicPartition {
  readonly source: SourceNode;
}

/** A task as it will be on whichever instance it is given to. */
export interface PlannedTask {
  readonly id: TaskId;
  /** `0_1` */
  readonly name: string;
  readonly subtopology: SubTopology;
  readonly inputs: readonly TaskInput[];
}

/** All tasks of an application: the same list on each of its instances. */
export class TaskPlan {
  readonly tasks: ReadonlyMap<string, PlannedTask>;
  readonly topics: readonly string[];
  readonly #byInput = new Map<string, PlannedTask>();

  constructor(topology: BuiltTopology, counts: PartitionCounts) {
    const tasks = topology.subtopologies.flatMap((subtopology) => tasksOf(subtopology, counts));
    this.tasks = new Map(tasks.map((task) => [task.name, task]));
    this.topics = [...new Set(tasks.flatMap(({ inputs }) => inputs.map(({ topic }) => topic)))];
    for (const task of tasks) {
      for (const input of task.inputs) this.#byInput.set(partitionName(input), task);
    }
  }

  /** The inputs, and what stores are restored from. */
  topicsWithChangelogs(): string[] {
    const stores = [...this.tasks.values()].flatMap(({ subtopology }) => subtopology.stateStores);
    const changelogs = stores.flatMap(({ changelogTopic }) => changelogTopic ?? []);
    return [...new Set([...this.topics, ...changelogs])];
  }

  /** The task that reads a partition. */
  taskOf(input: TopicPartition): PlannedTask | undefined {
    return this.#byInput.get(partitionName(input));
  }

  /** The tasks that a member of the group has when these partitions are its own. */
  tasksOfAssignment(assignment: Readonly<Record<string, readonly number[]>>): PlannedTask[] {
    const tasks = new Set<PlannedTask>();
    for (const [topic, partitions] of Object.entries(assignment)) {
      for (const partition of partitions) {
        const task = this.taskOf({ topic, partition });
        if (task !== undefined) tasks.add(task);
      }
    }
    return [...tasks];
  }
}

/** Task n reads partition n of every topic that has one. */
function tasksOf(subtopology: SubTopology, counts: PartitionCounts): PlannedTask[] {
  const topics = sourceTopicsOf(subtopology, counts.keys()).map((topic) => ({
    topic,
    count: counts.get(topic) ?? 0,
    source: sourceOf(subtopology, topic),
  }));
  const length = Math.max(0, ...topics.map(({ count }) => count));
  return Array.from({ length }, (_, partition) => {
    const id = { subtopology: subtopology.id, partition };
    const inputs = topics
      .filter(({ count }) => partition < count)
      .map(({ topic, source }) => ({ topic, partition, source }));
    return { id, name: taskIdText(id), subtopology, inputs };
  });
}

function sourceOf({ nodes }: SubTopology, topic: string): SourceNode {
  const source = nodes.find(
    (node) => node.kind === 'source' && (node.topics.includes(topic) || node.pattern?.test(topic)),
  );
  return source as SourceNode;
}
