import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { ensureTopics } from '@kafka-tutorial/kafka';
import type { Admin, Kafka } from 'kafkajs';
import type { Workload } from './kstreamsWorkloads.ts';
import { latestCounts } from './latestCounts.ts';
import { preload } from './preload.ts';
import { type Program, type ProgramRun, runProgramOnce } from './programRun.ts';

/** What was measured, and whether what was written is right. */
export interface KstreamsRun {
  /**
   * From the first record processed until the program has closed: the last output acknowledged, its offsets committed.
   * Of a restore, from its start to its end.
   */
  readonly recordsPerSecond: number;
  readonly firstMs: number;
  readonly cpuSeconds: number;
  readonly peakMegabytes: number;
  /** What is on the broker. */
  readonly written: string;
  /** What should be there and is not. */
  readonly wrong: string | undefined;
}

export interface KstreamsBenchOptions {
  readonly kafka: Kafka;
  readonly brokers: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  /** For persistent stores. */
  readonly stateDir: string;
  readonly records: number;
}

const keys = 10_000;
const valueBytes = 100;

/** Runs topologies on preloaded topics; each run is an application of its own and leaves no topic behind. */
export class KstreamsBench {
  readonly #options: KstreamsBenchOptions;
  readonly #admin: Admin;
  readonly #prefix = `bench-${randomUUID().slice(0, 8)}`;
  readonly #input = `${this.#prefix}-input`;
  readonly #empty = `${this.#prefix}-empty`;
  #runs = 0;

  constructor(options: KstreamsBenchOptions) {
    this.#options = options;
    this.#admin = options.kafka.admin();
  }

  async prepare(): Promise<void> {
    const { kafka, records } = this.#options;
    await this.#admin.connect();
    await ensureTopics(kafka, [
      { topic: this.#input, partitions: 1 },
      { topic: this.#empty, partitions: 1 },
    ]);
    await preload(kafka, { topic: this.#input, records, keys, valueBytes });
  }

  async run(program: Program, { kind, store, cacheBytes }: Workload): Promise<KstreamsRun> {
    const { kafka, brokers, env, records } = this.#options;
    const applicationId = `${this.#prefix}-${++this.#runs}`;
    const isRestore = kind === 'restore';
    const output = `${applicationId}-output`;
    if (isRestore) await this.#preloadChangelog(applicationId);
    else await ensureTopics(kafka, [{ topic: output, partitions: 1 }]);
    const stateDir = join(this.#options.stateDir, applicationId);
    const input = isRestore ? this.#empty : this.#input;
    const run = await runProgramOnce(
      program,
      [
        ...[brokers.join(','), applicationId, stateDir, kind, store, String(cacheBytes)],
        ...[input, output, String(records)],
      ],
      env,
    );
    const checked = isRestore
      ? restoredAll(run, records)
      : await this.#checkOutput(applicationId, output, { kind, cacheBytes });
    await this.#remove(applicationId);
    return {
      recordsPerSecond: (records * 1000) / (run.endedAt - run.startedAt),
      firstMs: run.startedAt - run.launchedAt,
      cpuSeconds: run.cpuSeconds,
      peakMegabytes: run.peakMegabytes,
      ...checked,
    };
  }

  async #preloadChangelog(applicationId: string): Promise<void> {
    const { kafka, records } = this.#options;
    const topic = `${applicationId}-rows-changelog`;
    const configEntries = [{ name: 'cleanup.policy', value: 'compact' }];
    await ensureTopics(kafka, [{ topic, partitions: 1, configEntries }]);
    await preload(kafka, { topic, records, keys: records, valueBytes });
  }

  async close(): Promise<void> {
    await this.#remove(this.#prefix);
    await this.#admin.disconnect();
  }

  async #checkOutput(
    groupId: string,
    output: string,
    { kind, cacheBytes }: Pick<Workload, 'kind' | 'cacheBytes'>,
  ): Promise<Pick<KstreamsRun, 'written' | 'wrong'>> {
    const { kafka, records } = this.#options;
    const [committed] = await this.#admin.fetchOffsets({ groupId, topics: [this.#input] });
    const offset = Number(committed?.partitions[0]?.offset);
    const results = await this.#count(output);
    const changes = kind === 'count' ? await this.#count(`${groupId}-rows-changelog`) : undefined;
    const least = kind === 'count' && cacheBytes > 0 ? Math.min(keys, records) : records;
    const counted = kind === 'count' ? await latestCounts(kafka, output) : undefined;
    const faults = [
      offset !== records && `offset ${offset} is committed, expected ${records}`,
      isOutside(results, least, records) && `${results} results, expected ${least} to ${records}`,
      changes !== undefined && changes !== results && `${changes} changes, expected ${results}`,
      counted !== undefined && counted !== records && `the counts add up to ${counted}, expected ${records}`,
    ].filter((fault) => fault !== false);
    const written = `${results.toLocaleString('en')} results${changes === undefined ? '' : ' and changes'}`;
    return { written, wrong: faults.length === 0 ? undefined : faults.join(', ') };
  }

  async #count(topic: string): Promise<number> {
    const offsets = await this.#admin.fetchTopicOffsets(topic);
    return offsets.reduce((sum, { high }) => sum + Number(high), 0);
  }

  async #remove(prefix: string): Promise<void> {
    const topics = (await this.#admin.listTopics()).filter((topic) => topic.startsWith(`${prefix}-`));
    if (topics.length > 0) await this.#admin.deleteTopics({ topics });
  }
}

function restoredAll({ count }: ProgramRun, records: number): Pick<KstreamsRun, 'written' | 'wrong'> {
  const wrong = count === records ? undefined : `${count} entries in the store, expected ${records}`;
  return { written: `${count.toLocaleString('en')} entries`, wrong };
}

function isOutside(value: number, least: number, most: number): boolean {
  return value < least || value > most;
}
