import type { GroupProgress, InputRecord } from '@kafka-tutorial/serving';

interface PartitionProgress {
  /** What was taken and is not marked yet, in the order of its offsets; what is before `head` is marked. */
  taken: InputRecord[];
  head: number;
  readonly done: Set<string>;
}

/**
 * Actors finish in any order, and a committed offset says that all before it is done. So a record is marked only when
 * every earlier one of its partition is done, too.
 */
export class OrderedProgress implements Pick<GroupProgress, 'isOurs' | 'mark'> {
  readonly #progress: Pick<GroupProgress, 'isOurs' | 'mark'>;
  readonly #partitions = new Map<string, PartitionProgress>();

  constructor(progress: Pick<GroupProgress, 'isOurs' | 'mark'>) {
    this.#progress = progress;
  }

  isOurs(record: InputRecord): Promise<boolean> {
    return this.#progress.isOurs(record);
  }

  /** The records were taken; within a partition they come in order. */
  take(records: readonly InputRecord[]): void {
    for (const record of records) {
      const key = keyOf(record);
      const partition = this.#partitions.get(key) ?? { taken: [], head: 0, done: new Set() };
      this.#partitions.set(key, partition);
      partition.taken.push(record);
    }
  }

  /** The records are done, in any order. Those of partitions that were forgotten since are none of ours. */
  mark(records: Iterable<InputRecord>): void {
    const touched = new Set<PartitionProgress>();
    for (const record of records) {
      const partition = this.#partitions.get(keyOf(record));
      if (!partition) continue;
      partition.done.add(record.message.offset);
      touched.add(partition);
    }
    for (const partition of touched) this.#advance(partition);
  }

  /** Forgets the partitions that are others' now. */
  keep(partitions: readonly number[]): void {
    for (const [key, { taken }] of this.#partitions) {
      const [first] = taken;
      if (first && !partitions.includes(first.partition)) this.#partitions.delete(key);
    }
  }

  #advance(partition: PartitionProgress): void {
    const from = partition.head;
    const { taken, done } = partition;
    for (let next = taken[from]; next && done.delete(next.message.offset); next = taken[partition.head]) {
      partition.head++;
    }
    if (partition.head === from) return;
    this.#progress.mark(taken.slice(from, partition.head));
    // Moving the rest down costs as much as it is long, so not for every record.
    if (partition.head < taken.length / 2) return;
    partition.taken = taken.slice(partition.head);
    partition.head = 0;
  }
}

function keyOf({ topic, partition }: InputRecord): string {
  return `${topic}-${partition}`;
}
