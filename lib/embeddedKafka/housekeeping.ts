import type { Clock, Timer } from './clock.ts';
import { cleanLog, planFor } from './compaction/cleanLog.ts';
import type { GroupCoordinator } from './groups/groupCoordinator.ts';
import type { PartitionLog } from './log/partitionLog.ts';
import type { TopicCatalog } from './topics/topicCatalog.ts';
import type { TransactionCoordinator } from './transactions/transactionCoordinator.ts';

export interface HousekeepingConfig {
  /** How often old segments, offsets and transactional ids are looked for, in ms: Kafka's log.retention.check.interval.ms. */
  retentionCheckMs: number;
  /** How long the cleaner rests after it has looked at all logs, in ms: Kafka's log.cleaner.backoff.ms. */
  cleanerBackoffMs: number;
}

export const defaultHousekeepingConfig: HousekeepingConfig = {
  retentionCheckMs: 5 * 60_000,
  cleanerBackoffMs: 15_000,
};

export interface HousekeepingOptions {
  readonly catalog: TopicCatalog;
  readonly groups: GroupCoordinator;
  readonly transactions: TransactionCoordinator;
  readonly clock: Clock;
  readonly config?: Partial<HousekeepingConfig>;
  /** Takes a line for what went wrong; the other logs are looked after all the same. */
  readonly log: (line: string) => void;
}

/** How long the cleaner may work before the broker gets to answer, ms. */
const sliceMs = 5;

/** Deletes and compacts in the background, in small slices. */
export class Housekeeping {
  readonly #options: HousekeepingOptions;
  readonly #config: HousekeepingConfig;
  readonly #timers = new Map<string, Timer>();
  #isClosed = false;

  constructor(options: HousekeepingOptions) {
    this.#options = options;
    this.#config = { ...defaultHousekeepingConfig, ...options.config };
    this.#repeat('retention', this.#config.retentionCheckMs, async () => this.expire());
    this.#repeat('cleaner', this.#config.cleanerBackoffMs, () => this.clean());
  }

  /** Removes what nobody keeps any more: segments, offsets of groups, transactional ids. */
  expire(): void {
    for (const partition of this.#partitions()) this.#attempt(() => partition.applyRetention());
    this.#attempt(() => this.#options.groups.expireOffsets());
    this.#attempt(() => this.#options.transactions.expire());
  }

  /** Compacts the logs that are dirty enough, one after the other. */
  async clean(): Promise<void> {
    for (const partition of this.#partitions()) {
      try {
        await this.#cleanOne(partition);
      } catch (error) {
        this.#report(error);
      }
    }
  }

  close(): void {
    this.#isClosed = true;
    for (const timer of this.#timers.values()) timer.cancel();
  }

  async #cleanOne(partition: PartitionLog): Promise<void> {
    if (partition.isClosed || this.#isClosed) return;
    const now = this.#options.clock.now();
    const plan = planFor(partition, now);
    if (plan === undefined) return;
    let slice = performance.now();
    for (const _ of cleanLog(partition, plan, now)) {
      if (performance.now() - slice < sliceMs) continue;
      await new Promise((resolve) => setImmediate(resolve));
      if (partition.isClosed || this.#isClosed) return;
      slice = performance.now();
    }
  }

  #partitions(): PartitionLog[] {
    return this.#options.catalog.list().flatMap(({ partitions }) => [...partitions]);
  }

  #attempt(action: () => void): void {
    try {
      action();
    } catch (error) {
      this.#report(error);
    }
  }

  #report(error: unknown): void {
    this.#options.log(`housekeeping: ${error instanceof Error ? error.message : error}`);
  }

  #repeat(name: string, everyMs: number, action: () => Promise<void>): void {
    const timer = this.#options.clock.setTimeout(() => {
      action().finally(() => {
        if (!this.#isClosed) this.#repeat(name, everyMs, action);
      });
    }, everyMs);
    this.#timers.set(name, timer);
  }
}
