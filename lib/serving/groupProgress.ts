import { describeError, type Logger } from '@kafka-tutorial/util';
import type { TopicPartitionOffsetAndMetadata } from 'kafkajs';
import type { CommittedOffset } from './committedOffsets.ts';
import type { InputRecord } from './inputRecord.ts';

/** What GroupProgress needs. */
export interface GroupProgressOptions {
  /** Commits for the group; fails while the group rebalances. */
  readonly commit: (offsets: TopicPartitionOffsetAndMetadata[]) => Promise<void>;
  /** The group's committed offsets as they were at start. */
  readonly committed: readonly CommittedOffset[];
  readonly logger: Logger;
}

/**
 * How far a member of a consumer group has come. An offset is committed only after its record was marked,
 * which is after its result was published: a crash repeats records, it never loses one.
 */
export class GroupProgress {
  readonly #options: GroupProgressOptions;
  readonly #committed = new Map<string, bigint>();
  #done = new Map<string, InputRecord>();
  #partitions: readonly number[] | undefined;
  #announceAssignment: () => void = () => {};
  readonly #firstAssignment: Promise<void>;
  #timer: NodeJS.Timeout | undefined;

  constructor(options: GroupProgressOptions) {
    this.#options = options;
    for (const { topic, partition, offset } of options.committed) {
      this.#committed.set(`${topic}-${partition}`, BigInt(offset));
    }
    this.#firstAssignment = new Promise((resolve) => {
      this.#announceAssignment = resolve;
    });
  }

  /** Says which partitions are this member's. What it did on others is forgotten: their new owner commits. */
  assigned(partitions: readonly number[]): void {
    this.#partitions = partitions;
    for (const [key, { partition }] of this.#done)
      if (!partitions.includes(partition)) this.#done.delete(key);
    this.#announceAssignment();
  }

  /**
   * Whether this member is the one to answer for the record: it owns the partition, and nobody has committed the
   * record before. Waits for the first assignment. Topics are co-partitioned: one assignment goes for all.
   */
  async isOurs(record: InputRecord): Promise<boolean> {
    await this.#firstAssignment;
    return this.#isNews(record);
  }

  /** The records are done; within a partition they come in order. */
  mark(records: Iterable<InputRecord>): void {
    for (const record of records) this.#done.set(`${record.topic}-${record.partition}`, record);
  }

  /** Commits what was marked since the last time. While the group rebalances, that waits for the next time. */
  async flush(): Promise<void> {
    if (!this.#partitions) return;
    const done = this.#done;
    this.#done = new Map();
    const offsets = [...done.values()]
      .filter((record) => this.#isNews(record))
      .map(({ topic, partition, message }) => ({
        topic,
        partition,
        offset: String(BigInt(message.offset) + 1n),
      }));
    if (offsets.length === 0) return;
    try {
      await this.#options.commit(offsets);
      for (const { topic, partition, offset } of offsets)
        this.#committed.set(`${topic}-${partition}`, BigInt(offset));
    } catch (error) {
      this.#options.logger.debug(`offsets not committed, trying again: ${describeError(error)}`);
      for (const [key, record] of done) if (!this.#done.has(key)) this.#done.set(key, record);
    }
  }

  /** Commits every `intervalMs` milliseconds. */
  start(intervalMs: number): void {
    this.#timer = setInterval(() => void this.flush(), intervalMs).unref();
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  #isNews({ topic, partition, message }: InputRecord): boolean {
    const owned = this.#partitions?.includes(partition) ?? false;
    return owned && BigInt(message.offset) >= (this.#committed.get(`${topic}-${partition}`) ?? 0n);
  }
}
