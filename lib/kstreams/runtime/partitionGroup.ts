import { MinHeap } from './minHeap.ts';
import type { RecordQueue, StampedRecord } from './recordQueue.ts';
import type { RawRecord } from './records.ts';

/** How many records of a partition are known to lie in the cluster and not here; undefined when that is not known. */
export type LagOf = (partition: string) => number | undefined;

/** A record that is to be processed next, and the queue it came from. */
export interface NextRecord {
  readonly partition: string;
  readonly queue: RecordQueue;
  readonly record: StampedRecord;
}

interface Entry {
  readonly partition: string;
  readonly queue: RecordQueue;
  /** When to stop waiting for records of this partition; undefined while it has some. */
  idleUntil: number | undefined;
}

/**
 * The input partitions of a task, merged by time: next is the record with the smallest timestamp among the first of
 * each partition. Within a partition the order never changes, even where timestamps go back.
 */
export class PartitionGroup {
  readonly #entries: ReadonlyMap<string, Entry>;
  readonly #waiting = new MinHeap<Entry>(({ queue }) => queue.head?.timestamp ?? -1);
  readonly #maxTaskIdleMs: number;
  readonly #lagOf: LagOf;
  #buffered = 0;
  /** Greatest timestamp handed out, −1 before the first. */
  streamTime = -1;

  constructor(queues: ReadonlyMap<string, RecordQueue>, maxTaskIdleMs: number, lagOf: LagOf) {
    this.#entries = new Map(
      [...queues].map(([partition, queue]) => [partition, { partition, queue, idleUntil: undefined }]),
    );
    this.#maxTaskIdleMs = maxTaskIdleMs;
    this.#lagOf = lagOf;
  }

  get buffered(): number {
    return this.#buffered;
  }

  /** Answers how many records of the partition are here then. */
  add(partition: string, records: Iterable<RawRecord>): number {
    const entry = this.#entry(partition);
    const before = entry.queue.size;
    entry.queue.add(records);
    const now = entry.queue.size;
    if (before === 0 && now > 0) this.#waiting.push(entry);
    this.#buffered += now - before;
    return now;
  }

  /** Where to read on so that nothing here is lost: undefined when nothing has been taken yet. */
  position(partition: string): number | undefined {
    const { queue } = this.#entry(partition);
    return queue.head?.raw.offset ?? queue.nextOffset;
  }

  partitionTime(partition: string): number {
    return this.#entry(partition).queue.partitionTime;
  }

  /**
   * Whether the next record may be processed now. A partition without records is waited for while the cluster has
   * some, and then for `max.task.idle.ms`: a record that is earlier than those here may still come. Partitions are
   * waited for one after the other, as in Java.
   */
  ready(wallClockMs: number): boolean {
    if (this.#buffered === 0) return false;
    if (this.#maxTaskIdleMs < 0) return true;
    for (const entry of this.#entries.values()) {
      if (entry.queue.size > 0) {
        entry.idleUntil = undefined;
        continue;
      }
      if (this.#lagOf(entry.partition) !== 0) {
        entry.idleUntil = undefined;
        return false;
      }
      entry.idleUntil ??= wallClockMs + this.#maxTaskIdleMs;
      if (wallClockMs < entry.idleUntil) return false;
    }
    return true;
  }

  next(): NextRecord | undefined {
    const entry = this.#waiting.pop();
    if (entry === undefined) return undefined;
    const before = entry.queue.size;
    const record = entry.queue.poll();
    this.#buffered += entry.queue.size - before;
    if (entry.queue.size > 0) this.#waiting.push(entry);
    if (record === undefined) return undefined;
    if (record.timestamp > this.streamTime) this.streamTime = record.timestamp;
    return { partition: entry.partition, queue: entry.queue, record };
  }

  #entry(partition: string): Entry {
    const entry = this.#entries.get(partition);
    if (entry === undefined) throw new Error(`${partition} is not a partition of this task.`);
    return entry;
  }
}
