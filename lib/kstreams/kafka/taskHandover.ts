import { setTimeout as sleep } from 'node:timers/promises';
import type { Admin } from 'kafkajs';
import { KStreamsError } from '../errors.ts';
import type { Clock } from '../runtime/clock.ts';
import type { TaskEnvironment } from '../runtime/taskContext.ts';
import type { Checkpoint } from '../state/persistent/checkpointFile.ts';
import { ActiveTask, type InputStart } from './activeTask.ts';
import { inputStarts } from './inputStarts.ts';
import type { RuntimeConfig } from './kafkaStreamsConfig.ts';
import type { PartitionReader } from './partitionReader.ts';
import type { ProducerCollector } from './producerCollector.ts';
import { restoreAll, type StateRestoreListener } from './restore.ts';
import { type PlannedTask, partitionName } from './taskPlan.ts';
import type { ThreadTasks } from './threadTasks.ts';

/** Before a directory is tried again that another task, or a process that is ending, still has. */
const lockPauseMs = 100;

export interface TaskHandoverOptions {
  readonly tasks: ThreadTasks;
  readonly environment: TaskEnvironment & { readonly collector: ProducerCollector };
  readonly admin: Admin;
  readonly reader: PartitionReader;
  readonly config: RuntimeConfig;
  readonly clock: Clock;
  readonly restoreListener: StateRestoreListener;
}

/**
 * Makes the tasks of a thread those that the group gave it. A task that stays goes on; one that is new has its stores
 * restored. When the group changes meanwhile, what was restored is kept for the next time.
 */
export class TaskHandover {
  readonly #options: TaskHandoverOptions;
  readonly #restoring = new Map<PlannedTask, ActiveTask>();

  constructor(options: TaskHandoverOptions) {
    this.#options = options;
  }

  /** Names of the tasks that are not at work yet. */
  get names(): string[] {
    return [...this.#restoring.keys()].map(({ name }) => name);
  }

  /** Done when all are at work, or when the signal is aborted. */
  async take(planned: readonly PlannedTask[], signal: AbortSignal): Promise<void> {
    const { tasks, admin, reader, config, clock, restoreListener } = this.#options;
    const starts = await inputStarts(planned, admin, reader, config);
    this.#giveUpOthers(planned, starts);
    const missing = planned.filter((task) => tasks.get(task) === undefined);
    try {
      await this.#openAll(missing, signal);
      const added = missing.map((task) => this.#restoring.get(task) as ActiveTask);
      const restorations = added.flatMap((active) => active.restorations(starts));
      await restoreAll(restorations, reader, restoreListener, signal).finally(() => {
        for (const active of added) active.keepRestored();
      });
      for (const active of added) {
        active.task.initializeTopology();
        active.start(startsOf(active.plan, starts), clock.now());
        this.#restoring.delete(active.plan);
        tasks.add(active);
      }
    } catch (error) {
      if (!signal.aborted) throw error;
    }
  }

  close(): void {
    for (const active of this.#restoring.values()) active.close();
    this.#restoring.clear();
  }

  #giveUpOthers(planned: readonly PlannedTask[], starts: readonly InputStart[]): void {
    const { tasks } = this.#options;
    const committed = new Map(starts.map((start) => [partitionName(start), start.committed]));
    for (const active of tasks.all()) {
      // When somebody else has worked on it meanwhile, its stores are out of date.
      if (!planned.includes(active.plan) || !active.agreesWith(committed)) tasks.drop(active);
    }
    for (const [plan, active] of this.#restoring) {
      if (planned.includes(plan)) continue;
      this.#restoring.delete(plan);
      active.close();
    }
  }

  async #openAll(missing: readonly PlannedTask[], signal: AbortSignal): Promise<void> {
    const unopened = missing.filter((task) => !this.#restoring.has(task));
    const isUsable = await this.#changelogsOf(unopened);
    for (const plan of unopened) this.#restoring.set(plan, await this.#open(plan, isUsable, signal));
  }

  /** A checkpoint is of use while the changelog still has what comes after it. */
  async #changelogsOf(planned: readonly PlannedTask[]): Promise<(checkpoint: Checkpoint) => boolean> {
    const { reader } = this.#options;
    const changelogs = planned.flatMap(({ subtopology, id: { partition } }) =>
      subtopology.stateStores.flatMap(({ changelogTopic: topic }) => (topic ? [{ topic, partition }] : [])),
    );
    const [beginnings, ends] = await Promise.all([reader.beginnings(changelogs), reader.ends(changelogs)]);
    return (checkpoint) => {
      const name = partitionName(checkpoint);
      const next = checkpoint.offset + 1;
      return next >= (beginnings.get(name) ?? 0) && next <= (ends.get(name) ?? 0);
    };
  }

  async #open(
    plan: PlannedTask,
    isUsable: (checkpoint: Checkpoint) => boolean,
    signal: AbortSignal,
  ): Promise<ActiveTask> {
    const { environment } = this.#options;
    for (let hasWarned = false; ; hasWarned = true) {
      signal.throwIfAborted();
      try {
        const active = new ActiveTask(plan, { ...environment, isUsable });
        active.openStores();
        return active;
      } catch (error) {
        if (!(error instanceof KStreamsError && error.code === 'STATE_DIRECTORY_LOCKED')) throw error;
        if (!hasWarned) environment.config.logger.warn(`Task ${plan.name} waits: ${error.message}`);
      }
      await sleep(lockPauseMs, undefined, { signal });
    }
  }
}

function startsOf({ inputs }: PlannedTask, starts: readonly InputStart[]): InputStart[] {
  const names = new Set(inputs.map(partitionName));
  return starts.filter((start) => names.has(partitionName(start)));
}
