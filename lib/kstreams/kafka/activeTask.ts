import type { KafkaMessage } from 'kafkajs';
import type { RawRecord } from '../runtime/records.ts';
import { type CommittableOffsets, StreamTask } from '../runtime/streamTask.ts';
import type { TaskEnvironment } from '../runtime/taskContext.ts';
import { ChangelogPositions } from './changelogPositions.ts';
import { fromKafkaHeaders } from './headers.ts';
import type { Restoration } from './restore.ts';
import { type PlannedTask, partitionName, type TaskInput, type TopicPartition } from './taskPlan.ts';

/** How long records that are known to be in the cluster are waited for: they may be deleted or never be committed. */
const patienceMs = 5_000;

/** How far the task has come in one of its input partitions. */
interface InputProgress {
  readonly input: TaskInput;
  /** Offset of the next record to take; undefined before the start. */
  next: number | undefined;
  /** Where the partition ends, as far as is known. */
  end: number;
  /** When something last came from it. */
  lastTakenMs: number;
  /** What the group has for it: −1 when nothing was committed. */
  committed: number;
}

/** Where an input partition is begun. */
export interface InputStart extends TopicPartition {
  readonly committed: number;
  readonly start: number;
  readonly end: number;
}

/** Knows what became of the records that were produced. */
interface LastOffsets {
  /** Of the last record that was acknowledged for a partition; undefined when none was. */
  lastOffset(partition: TopicPartition): number | undefined;
}

/** A task of this instance, with its place in the partitions it reads. */
export class ActiveTask {
  readonly plan: PlannedTask;
  readonly task: StreamTask;
  readonly #inputs: ReadonlyMap<string, InputProgress>;
  readonly #changelogs: ChangelogPositions;
  readonly #collector: LastOffsets;
  /** Changes that were put back into the stores. */
  restored = 0;

  constructor(plan: PlannedTask, environment: TaskEnvironment & { readonly collector: LastOffsets }) {
    this.plan = plan;
    this.#changelogs = new ChangelogPositions(plan);
    this.#collector = environment.collector;
    this.#inputs = new Map(
      plan.inputs.map((input) => [
        partitionName(input),
        { input, next: undefined, end: 0, lastTakenMs: 0, committed: -1 },
      ]),
    );
    this.task = new StreamTask({
      ...environment,
      id: plan.id,
      topology: plan.subtopology,
      inputs: new Map([...this.#inputs].map(([name, { input }]) => [name, input.source])),
      lagOf: (name) => this.#lagOf(name, environment.clock.now()),
    });
  }

  /**
   * Opens the stores; on the disk they may have something already.
   * @throws KStreamsError STATE_DIRECTORY_LOCKED while somebody else has the task
   */
  openStores(): void {
    try {
      this.task.initializeStores();
    } catch (error) {
      this.task.close();
      throw error;
    }
    this.#changelogs.opened((name) => this.task.store(name), this.task.directory);
  }

  start(starts: readonly InputStart[], nowMs: number): void {
    for (const { committed, start, end, ...input } of starts) {
      Object.assign(this.#progress(input), { next: start, end, committed, lastTakenMs: nowMs });
    }
  }

  /** What is to be put back into its stores before it starts; `starts` is where its inputs begin. */
  restorations(starts: readonly InputStart[]): Restoration[] {
    return this.plan.subtopology.stateStores.flatMap(({ builder, changelogTopic, changelogIsSource }) => {
      if (changelogTopic === undefined) return [];
      const changelog = { topic: changelogTopic, partition: this.plan.id.partition };
      const name = partitionName(changelog);
      // Of a source topic only what was processed is in the table.
      const input = changelogIsSource ? starts.find((start) => partitionName(start) === name) : undefined;
      const store = builder.name;
      return [
        {
          ...{ ...changelog, store, start: this.#changelogs.of(store), end: input?.start },
          apply: this.#restorer(store),
          onProgress: (offset) => this.#changelogs.restored(store, offset),
        },
      ];
    });
  }

  /** What was restored so far need not be restored again. */
  keepRestored(): void {
    // Nothing is in the caches yet, so it is done at once.
    void this.task.flush();
    this.#changelogs.write(this.task.directory, 'changed');
  }

  /** Adds the records that are not here yet. */
  take(from: TopicPartition, messages: readonly KafkaMessage[], lastOffset: number, nowMs: number): void {
    const progress = this.#progress(from);
    const next = progress.next ?? 0;
    const name = partitionName(from);
    const records = messages
      .filter(({ offset }) => Number(offset) >= next)
      .map((message) => toRaw(from, message));
    progress.next = Math.max(next, lastOffset + 1);
    progress.lastTakenMs = nowMs;
    this.task.addRecords(name, records);
  }

  /** The partition is known to end here. */
  sawEnd(of: TopicPartition, end: number): void {
    const progress = this.#progress(of);
    progress.end = Math.max(progress.end, end);
  }

  /** How many records of a partition wait to be processed. */
  waiting(input: TopicPartition): number {
    return this.task.addRecords(partitionName(input), []);
  }

  /** How many records of a partition are known to be in the cluster and are not processed. */
  lag(input: TopicPartition): number {
    const { next = 0, end } = this.#progress(input);
    return Math.max(0, end - next) + this.waiting(input);
  }

  /** Where each input is to be fetched from. */
  positions(): { topic: string; partition: number; offset: string }[] {
    return [...this.#inputs.values()].map(({ input: { topic, partition }, next }) => ({
      topic,
      partition,
      offset: String(next ?? 0),
    }));
  }

  /** The group has these offsets for the task now; what led to them is on the disk and acknowledged. */
  postCommit(offsets: CommittableOffsets): void {
    for (const [name, offset] of offsets) {
      const progress = this.#inputs.get(name);
      if (progress !== undefined) progress.committed = offset;
    }
    this.task.postCommit();
    this.#changelogs.committed((partition) => this.#collector.lastOffset(partition), offsets);
    this.#changelogs.write(this.task.directory, 'due');
  }

  /** Closes it as it is: what is not committed, somebody does again. */
  close(): void {
    try {
      this.#changelogs.write(this.task.directory, 'changed');
    } finally {
      this.task.close();
    }
  }

  /** Whether the group's offsets are the ones that this task knows of: nobody else has worked on it meanwhile. */
  agreesWith(committed: ReadonlyMap<string, number>): boolean {
    return [...this.#inputs].every(([name, progress]) => committed.get(name) === progress.committed);
  }

  #restorer(store: string): (record: RawRecord) => void {
    return ({ key, value, timestamp }) => {
      this.restored++;
      if (key !== null) this.task.restore(store, key, value, timestamp);
    };
  }

  #lagOf(name: string, nowMs: number): number | undefined {
    const { next, end, lastTakenMs } = this.#inputs.get(name) as InputProgress;
    if (next === undefined) return undefined;
    return nowMs - lastTakenMs > patienceMs ? 0 : Math.max(0, end - next);
  }

  #progress(input: TopicPartition): InputProgress {
    return this.#inputs.get(partitionName(input)) as InputProgress;
  }
}

function toRaw({ topic, partition }: TopicPartition, message: KafkaMessage): RawRecord {
  return {
    topic,
    partition,
    offset: Number(message.offset),
    timestamp: Number(message.timestamp),
    key: message.key,
    value: message.value,
    headers: fromKafkaHeaders(message.headers),
  };
}
