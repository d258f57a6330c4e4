import { KStreamsError } from '../errors.ts';
import type { InternalProcessorContext } from '../processor/internalProcessorContext.ts';
import type { MaybePromise } from '../processor/maybePromise.ts';
import { isPromise } from '../processor/maybePromise.ts';
import type { Cancellable, PunctuationType, Punctuator } from '../processor/processorContext.ts';
import type { Record } from '../processor/record.ts';
import type { RecordContext, RecordMetadata } from '../processor/recordContext.ts';
import type { TaskId } from '../processor/taskId.ts';
import type { StateStore } from '../state/stateStore.ts';
import { readOnly } from './readOnlyStore.ts';
import type { TaskContext } from './taskContext.ts';
import type { TaskNode } from './taskNode.ts';

/** Schedules a punctuator for a node of the task. */
export type Schedule = (
  node: string,
  intervalMs: number,
  type: PunctuationType,
  punctuator: Punctuator,
) => Cancellable;

/** What one node sees of its task: its own children and its own stores. */
export class NodeContext implements InternalProcessorContext<unknown, unknown> {
  readonly #node: string;
  readonly #task: TaskContext;
  readonly #stateStores: readonly string[];
  readonly #schedule: Schedule;
  #children: readonly TaskNode[] = [];

  constructor(node: string, stateStores: readonly string[], task: TaskContext, schedule: Schedule) {
    this.#node = node;
    this.#stateStores = stateStores;
    this.#task = task;
    this.#schedule = schedule;
  }

  /** Children are made after their parents' contexts: a topology is linked once all its nodes are there. */
  link(children: readonly TaskNode[]): void {
    this.#children = children;
  }

  forward(record: Record<unknown, unknown>, childName?: string): MaybePromise<void> {
    const children = childName === undefined ? this.#children : [this.#child(childName)];
    const { current } = this.#task;
    const same =
      current === undefined || (record.timestamp === current.timestamp && record.headers === current.headers);
    if (same) return this.#toEach(children, 0, record);
    const { timestamp, headers } = record;
    const changed = { ...current, timestamp, headers };
    return this.#task.withRecordContext(changed, () => this.#toEach(children, 0, record));
  }

  #toEach(
    children: readonly TaskNode[],
    first: number,
    record: Record<unknown, unknown>,
  ): MaybePromise<void> {
    for (let i = first; i < children.length; i++) {
      const done = children[i]?.process(record);
      if (!isPromise(done)) continue;
      const all = done.then(() => this.#toEach(children, i + 1, record));
      // A processor that neither returns nor awaits it must not let the task go on without it.
      this.#task.track(all);
      return all;
    }
  }

  #child(name: string): TaskNode {
    const child = this.#children.find((node) => node.name === name);
    if (child !== undefined) return child;
    const names = this.#children.map((node) => node.name).join(', ') || 'none';
    throw new KStreamsError('TOPOLOGY_UNKNOWN_NAME', `${this.#node} has no child ${name}; it has: ${names}.`);
  }

  getStateStore<S extends StateStore>(name: string): S {
    const store = this.#stateStores.includes(name) ? this.#task.stores.get(name) : undefined;
    if (store !== undefined) return store as S;
    const global = this.#task.globalStores.get(name);
    if (global !== undefined) return readOnly(global) as S;
    throw new KStreamsError('TOPOLOGY_UNKNOWN_NAME', `${this.#node} is not connected to a store ${name}.`, {
      hint: 'Name the processor where the store is added, or the store where the processor is.',
    });
  }

  schedule(intervalMs: number, type: PunctuationType, callback: Punctuator): Cancellable {
    if (intervalMs >= 1) return this.#schedule(this.#node, intervalMs, type, callback);
    throw new RangeError(`A punctuator's interval must be at least 1 ms, got ${intervalMs}.`);
  }

  applicationId(): string {
    return this.#task.applicationId();
  }

  taskId(): TaskId {
    return this.#task.taskId();
  }

  recordContext(): RecordContext | undefined {
    return this.#task.current;
  }

  withRecordContext(context: RecordContext, step: () => MaybePromise<void>): MaybePromise<void> {
    return this.#task.withRecordContext(context, step);
  }

  recordMetadata(): RecordMetadata | undefined {
    return this.#task.current;
  }

  currentStreamTimeMs(): number {
    return this.#task.streamTime;
  }

  currentSystemTimeMs(): number {
    return this.#task.clock.now();
  }

  commit(): void {
    this.#task.commitRequested = true;
  }

  dropRecord(reason: string): void {
    this.#task.dropped(`${this.#node}: ${reason}`);
  }
}
