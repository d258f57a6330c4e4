import type { MaybePromise } from '../processor/maybePromise.ts';
import { isPromise } from '../processor/maybePromise.ts';
import type { Processor } from '../processor/processor.ts';
import type { Record } from '../processor/record.ts';
import type { TaskContext } from './taskContext.ts';

/** A node of the topology at work in a task. */
export interface TaskNode {
  readonly name: string;
  process(record: Record<unknown, unknown>): MaybePromise<void>;
}

/** Runs one instance of a processor; asks the processing handler when it throws. */
export class RunningProcessor implements TaskNode {
  readonly name: string;
  readonly #processor: Processor<unknown, unknown, unknown, unknown>;
  readonly #context: TaskContext;

  constructor(name: string, processor: Processor<unknown, unknown, unknown, unknown>, context: TaskContext) {
    this.name = name;
    this.#processor = processor;
    this.#context = context;
  }

  process(record: Record<unknown, unknown>): MaybePromise<void> {
    try {
      const done = this.#processor.process(record);
      if (isPromise(done)) return done.catch((error) => this.#failed(record, error));
    } catch (error) {
      this.#failed(record, error);
    }
  }

  close(): void {
    this.#processor.close?.();
  }

  #failed(record: Record<unknown, unknown>, error: unknown): void {
    this.#context.errors.processing(this.name, record, error);
  }
}
