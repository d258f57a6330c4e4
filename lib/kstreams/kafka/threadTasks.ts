import { isPromise } from '../processor/maybePromise.ts';
import type { Clock } from '../runtime/clock.ts';
import type { ActiveTask } from './activeTask.ts';
import type { PlannedTask } from './taskPlan.ts';

/** How long records are processed before others have their turn in the event loop. */
const sliceMs = 20;
/** Records of a task before the next task has its turn. */
const recordsPerTurn = 100;

/** The tasks of a thread at work. Its methods must not run at the same time. */
export class ThreadTasks {
  readonly #clock: Clock;
  readonly #tasks = new Map<string, ActiveTask>();
  /** How many there were, and how many of them are closed. */
  created = 0;
  closed = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  get names(): string[] {
    return [...this.#tasks.keys()];
  }

  all(): ActiveTask[] {
    return [...this.#tasks.values()];
  }

  get({ name }: PlannedTask): ActiveTask | undefined {
    return this.#tasks.get(name);
  }

  add(active: ActiveTask): void {
    this.#tasks.set(active.plan.name, active);
    this.created++;
  }

  /** Closes a task as it is: what it has not committed, somebody does again. */
  drop(active: ActiveTask): void {
    this.#tasks.delete(active.plan.name);
    this.closed++;
    active.close();
  }

  dropAll(): void {
    for (const active of this.all()) this.drop(active);
  }

  get commitRequested(): boolean {
    return this.all().some(({ task }) => task.commitRequested);
  }

  /** Processes records for a moment, without a promise unless a processor makes one; answers whether there may be more. */
  async processForAMoment(): Promise<boolean> {
    const until = this.#clock.now() + sliceMs;
    let hasMore = true;
    while (hasMore && this.#clock.now() < until) {
      hasMore = false;
      for (const active of this.#tasks.values()) {
        const turn = this.#takeTurn(active);
        if (isPromise(turn) ? await turn : turn) hasMore = true;
      }
    }
    return hasMore;
  }

  async punctuate(): Promise<void> {
    for (const { task } of this.#tasks.values()) {
      const punctuated = task.punctuateWallClock();
      if (isPromise(punctuated)) await punctuated;
    }
  }

  /** Answers whether the task may have more. */
  #takeTurn({ task }: ActiveTask): boolean | Promise<boolean> {
    for (let count = 0; count < recordsPerTurn; count++) {
      const processed = task.process();
      if (isPromise(processed)) {
        return processed.then(async (any) => {
          if (any) await task.punctuateStreamTime();
          return any;
        });
      }
      if (!processed) return false;
      const punctuated = task.punctuateStreamTime();
      if (isPromise(punctuated)) return punctuated.then(() => true);
    }
    return true;
  }
}
