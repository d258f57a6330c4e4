import type { Checkpoint } from '../state/persistent/checkpointFile.ts';
import type { TaskDirectory } from '../state/persistent/taskDirectory.ts';
import type { StateStore } from '../state/stateStore.ts';
import { type PlannedTask, partitionName, type TopicPartition } from './taskPlan.ts';

/** Changes after which the file is written again, as in Java: often enough for a fast restart, seldom enough to be cheap. */
const changesPerCheckpoint = 10_000;

interface Changelog {
  readonly partition: TopicPartition;
  readonly isSource: boolean;
  isPersistent: boolean;
  /** Offset of the first record that is not in the store; undefined: nothing of it is. */
  position: number | undefined;
  /** As it stands in the checkpoint file. */
  written: number | undefined;
}

/** How far the stores of a task are in their changelogs, here and in its checkpoint file. */
export class ChangelogPositions {
  readonly #changelogs: ReadonlyMap<string, Changelog>;

  constructor({ subtopology, id }: PlannedTask) {
    this.#changelogs = new Map(
      subtopology.stateStores.flatMap(({ builder, changelogTopic, changelogIsSource }) => {
        if (changelogTopic === undefined) return [];
        const partition = { topic: changelogTopic, partition: id.partition };
        return [
          [
            builder.name,
            {
              ...{ partition, isSource: changelogIsSource, isPersistent: false },
              ...{ position: undefined, written: undefined },
            },
          ],
        ];
      }),
    );
  }

  /** Takes note of which stores are on the disk, and of how far they are. Call it when they are open. */
  opened(storeNamed: (name: string) => StateStore | undefined, directory: TaskDirectory | undefined): void {
    const known = new Map(
      directory?.checkpoints().map((checkpoint) => [partitionName(checkpoint), checkpoint]),
    );
    for (const [name, changelog] of this.#changelogs) {
      changelog.isPersistent = storeNamed(name)?.persistent === true;
      const checkpoint = known.get(partitionName(changelog.partition));
      if (!changelog.isPersistent || checkpoint === undefined) continue;
      changelog.position = checkpoint.offset + 1;
      changelog.written = changelog.position;
    }
  }

  of(store: string): number | undefined {
    return this.#changelogs.get(store)?.position;
  }

  /** The store has everything before this offset. */
  restored(store: string, position: number): void {
    const changelog = this.#changelogs.get(store);
    if (changelog !== undefined) changelog.position = position;
  }

  /**
   * The task has committed: its stores are flushed and their changes acknowledged.
   *
   * @param lastOffsetOf of the last record that was written to a partition; undefined when none was
   * @param committed offsets of the input, which of a source topic that serves as a changelog is what is in the store
   */
  committed(
    lastOffsetOf: (partition: TopicPartition) => number | undefined,
    committed: ReadonlyMap<string, number>,
  ): void {
    for (const changelog of this.#changelogs.values()) {
      const { partition, isSource } = changelog;
      if (isSource) changelog.position = committed.get(partitionName(partition)) ?? changelog.position;
      else changelog.position = Math.max(changelog.position ?? 0, (lastOffsetOf(partition) ?? -1) + 1);
    }
  }

  /** Writes the checkpoint file when it is `due`, or whenever something has changed. The stores must be flushed. */
  write(directory: TaskDirectory | undefined, when: 'due' | 'changed'): void {
    if (directory === undefined) return;
    const kept = [...this.#changelogs.values()].filter(({ isPersistent }) => isPersistent);
    const changes = kept.reduce((sum, { position = 0, written = 0 }) => sum + position - written, 0);
    if (changes < (when === 'due' ? changesPerCheckpoint : 1)) return;
    directory.writeCheckpoints(
      kept.flatMap(({ partition, position = 0 }) => checkpointAt(partition, position)),
    );
    for (const changelog of kept) changelog.written = changelog.position;
  }
}

function checkpointAt({ topic, partition }: TopicPartition, position: number): Checkpoint[] {
  return position === 0 ? [] : [{ topic, partition, offset: position - 1 }];
}
