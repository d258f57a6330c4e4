import type { RawRecord } from '../runtime/records.ts';
import type { Fetched, PartitionReader, Position } from './partitionReader.ts';
import { partitionName, type TopicPartition } from './taskPlan.ts';

/** Told how the rebuilding of stores goes on; offsets are those of the changelog. */
export interface StateRestoreListener {
  onRestoreStart?(changelog: TopicPartition, store: string, startOffset: number, endOffset: number): void;
  onBatchRestored?(changelog: TopicPartition, store: string, batchEndOffset: number, count: number): void;
  onRestoreEnd?(changelog: TopicPartition, store: string, totalRestored: number): void;
}

/** A store that is to be brought to what its changelog holds. */
export interface Restoration extends TopicPartition {
  readonly store: string;
  /** Offset of the first record that it lacks; undefined: it is empty. */
  readonly start?: number | undefined;
  /** Offset where it is complete; undefined: where the changelog ends now. */
  readonly end: number | undefined;
  apply(record: RawRecord): void;
  /** It has everything before this offset now. */
  onProgress?(offset: number): void;
}

/** After so many fetches without anything where something should be, only empty batches can be there. */
const hollowFetches = 3;

class Progress implements Position {
  readonly restoration: Restoration;
  readonly end: number;
  offset: number;
  restored = 0;
  #hollow = 0;

  constructor(restoration: Restoration, start: number, end: number) {
    this.restoration = restoration;
    this.offset = start;
    this.end = end;
  }

  get topic(): string {
    return this.restoration.topic;
  }

  get partition(): number {
    return this.restoration.partition;
  }

  get isComplete(): boolean {
    return this.offset >= this.end;
  }

  /** Answers how many records were put back. */
  take({ records, nextOffset, isHollow }: Fetched): number {
    let count = 0;
    for (const record of records) {
      if (record.offset >= this.end) break;
      this.restoration.apply(record);
      count++;
    }
    this.restored += count;
    this.#hollow = isHollow ? this.#hollow + 1 : 0;
    this.offset = this.#hollow >= hollowFetches ? this.end : Math.min(nextOffset, this.end);
    this.restoration.onProgress?.(this.offset);
    return count;
  }
}

/**
 * Rebuilds stores from their changelogs, all at the same time. A store is complete when the position in its changelog
 * has reached the end: the last records may be gone or be markers of transactions, so no record says so.
 *
 * @throws what `signal` is aborted with, and what kafkajs throws
 */
export async function restoreAll(
  restorations: readonly Restoration[],
  reader: Pick<PartitionReader, 'beginnings' | 'ends' | 'fetch'>,
  listener: StateRestoreListener,
  signal: AbortSignal,
): Promise<void> {
  const [beginnings, ends] = await Promise.all([reader.beginnings(restorations), reader.ends(restorations)]);
  let open = restorations.map((restoration) => {
    const name = partitionName(restoration);
    const end = ends.get(name) ?? 0;
    const start = Math.max(beginnings.get(name) ?? 0, restoration.start ?? 0);
    return new Progress(restoration, start, Math.min(end, restoration.end ?? end));
  });
  for (const { restoration, offset, end } of open) {
    listener.onRestoreStart?.(changelogOf(restoration), restoration.store, offset, end);
  }
  open = finish(open, listener);
  while (open.length > 0) {
    signal.throwIfAborted();
    const fetched = await reader.fetch(open);
    for (const progress of open) {
      for (const part of fetched.filter((other) => isSamePartition(other, progress))) {
        const count = progress.take(part);
        if (count === 0) continue;
        const { restoration } = progress;
        listener.onBatchRestored?.(changelogOf(restoration), restoration.store, progress.offset - 1, count);
      }
    }
    open = finish(open, listener);
  }
}

/** Answers those that are not complete. */
function finish(open: readonly Progress[], listener: StateRestoreListener): Progress[] {
  for (const { restoration, restored } of open.filter(({ isComplete }) => isComplete)) {
    listener.onRestoreEnd?.(changelogOf(restoration), restoration.store, restored);
  }
  return open.filter(({ isComplete }) => !isComplete);
}

function isSamePartition(a: TopicPartition, b: TopicPartition): boolean {
  return a.topic === b.topic && a.partition === b.partition;
}

function changelogOf({ topic, partition }: Restoration): TopicPartition {
  return { topic, partition };
}
