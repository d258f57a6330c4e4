import { KStreamsError } from '../errors.ts';
import { Headers } from '../processor/headers.ts';
import type { MaybePromise } from '../processor/maybePromise.ts';
import { isPromise } from '../processor/maybePromise.ts';
import type { RecordContext } from '../processor/recordContext.ts';
import { type TaskId, taskIdText } from '../processor/taskId.ts';
import type { Serde } from '../serdes/serde.ts';
import type { InternalStoreContext } from '../state/internalStoreContext.ts';
import type { Checkpoint } from '../state/persistent/checkpointFile.ts';
import { TaskDirectory } from '../state/persistent/taskDirectory.ts';
import type { RecordCache } from '../state/recordCache.ts';
import type { RestoreCallback, StateStore } from '../state/stateStore.ts';
import type { TopologyStore } from '../topology/processorTopology.ts';
import type { Clock } from './clock.ts';
import type { RecordCollector } from './recordCollector.ts';
import type { ProducedRecord, RawRecord } from './records.ts';
import { StateManager } from './stateManager.ts';
import type { TaskConfig } from './streamsConfig.ts';
import { TaskErrors } from './taskErrors.ts';
import { TaskMetrics } from './taskMetrics.ts';

/** What a task is given by whoever runs it. */
export interface TaskEnvironment {
  readonly config: TaskConfig;
  readonly clock: Clock;
  readonly collector: RecordCollector;
  /** Shared by the tasks of a thread; undefined: no caching. */
  readonly cache: RecordCache | undefined;
  /** Stores that are filled by the global task. */
  readonly globalStores: StateManager;
  /** Whether a store can be restored from this checkpoint on. Default: yes. */
  readonly isUsable?: ((checkpoint: Checkpoint) => boolean) | undefined;
}

/** What the parts of a task share: which record is current, its stores, where results and errors go. */
export class TaskContext implements InternalStoreContext {
  readonly #taskId: TaskId;
  readonly config: TaskConfig;
  readonly clock: Clock;
  readonly collector: RecordCollector;
  readonly globalStores: StateManager;
  readonly stores: StateManager;
  readonly metrics = new TaskMetrics();
  readonly errors: TaskErrors;
  readonly #cache: RecordCache | undefined;
  readonly #isUsable: ((checkpoint: Checkpoint) => boolean) | undefined;
  readonly #changelogs: ReadonlyMap<string, TopologyStore>;
  #pending: Promise<void>[] = [];
  #directory: TaskDirectory | undefined;
  /** The record being processed, as it is at this point of the topology; undefined in between. */
  current: RecordContext | undefined;
  /** The same record as it was fetched; undefined while a punctuator runs. */
  rawRecord: RawRecord | undefined;
  streamTime = -1;
  commitRequested = false;

  /** @param stores what the task opens its stores in */
  constructor(
    taskId: TaskId,
    topologyStores: readonly TopologyStore[],
    environment: TaskEnvironment,
    stores = new StateManager(),
  ) {
    this.#taskId = taskId;
    this.config = environment.config;
    this.clock = environment.clock;
    this.collector = environment.collector;
    this.globalStores = environment.globalStores;
    this.#cache = environment.cache;
    this.#isUsable = environment.isUsable;
    this.stores = stores;
    this.#changelogs = new Map(topologyStores.map((store) => [store.builder.name, store]));
    this.errors = new TaskErrors(this);
  }

  applicationId(): string {
    return this.config.applicationId;
  }

  taskId(): TaskId {
    return this.#taskId;
  }

  /** Where the task keeps its stores and checkpoints; undefined while no store has asked for it. */
  get directory(): TaskDirectory | undefined {
    return this.#directory;
  }

  stateDir(): string {
    this.#directory ??= new TaskDirectory({
      stateDir: this.config.stateDir,
      applicationId: this.config.applicationId,
      task: this.#taskId.subtopology < 0 ? 'global' : taskIdText(this.#taskId),
      changelogs: new Map(
        [...this.#changelogs].flatMap(([store, { changelogTopic }]) =>
          changelogTopic === undefined ? [] : [[store, changelogTopic]],
        ),
      ),
      ...(this.#isUsable && { isUsable: this.#isUsable }),
    });
    return this.#directory.path;
  }

  changelogTopic(storeName: string): string {
    const topic = this.#changelogs.get(storeName)?.changelogTopic;
    return topic ?? `${this.config.applicationId}-${storeName}-changelog`;
  }

  timestamp(): number {
    return this.recordContext().timestamp;
  }

  headers(): Headers {
    return this.recordContext().headers;
  }

  currentStreamTimeMs(): number {
    return this.streamTime;
  }

  recordCache(): RecordCache | undefined {
    return this.#cache;
  }

  recordContext(): RecordContext {
    if (this.current !== undefined) return this.current;
    throw new KStreamsError(
      'PROCESSOR_MISUSED',
      'A store was written while no record is processed and no punctuator runs.',
      { hint: 'Write to stores in process() or in a punctuator, not in init() or close().' },
    );
  }

  withRecordContext(context: RecordContext, step: () => MaybePromise<void>): MaybePromise<void> {
    const previous = this.current;
    this.current = context;
    let done: MaybePromise<void>;
    try {
      done = step();
    } catch (error) {
      this.current = previous;
      throw error;
    }
    if (isPromise(done)) {
      return done.finally(() => {
        this.current = previous;
      });
    }
    this.current = previous;
  }

  track(work: MaybePromise<void>): void {
    if (!isPromise(work)) return;
    // Awaited by settled(); until then a failure must not count as one that nobody handles.
    work.catch(() => {});
    this.#pending.push(work);
  }

  get hasPending(): boolean {
    return this.#pending.length > 0;
  }

  /** Waits for everything that was tracked, also for what fails; then fails with the first failure. */
  async settled(): Promise<void> {
    const failures: unknown[] = [];
    while (this.#pending.length > 0) {
      const pending = this.#pending;
      this.#pending = [];
      for (const result of await Promise.allSettled(pending)) {
        if (result.status === 'rejected') failures.push(result.reason);
      }
    }
    if (failures.length > 0) throw failures[0];
  }

  /** A record or punctuation is done with. */
  endOfStep(): void {
    this.current = undefined;
    this.rawRecord = undefined;
    this.#pending = [];
  }

  register(store: StateStore, restore: RestoreCallback): void {
    this.stores.register(store, restore);
  }

  logChange(storeName: string, key: Buffer, value: Buffer | null, timestamp: number): void {
    this.#log(storeName, { key, value, timestamp, headers: Headers.none });
  }

  logBuffered(storeName: string, key: Buffer, value: Buffer | null, headers: Headers): void {
    this.#log(storeName, { key, value, timestamp: this.clock.now(), headers });
  }

  /** Sends what a sink, or a store (null), has produced; the production handler decides about what is refused. */
  send(node: string | null, record: ProducedRecord): void {
    this.collector.send(record, this.errors.production(node));
  }

  #log(storeName: string, change: Omit<ProducedRecord, 'topic' | 'partition'>): void {
    const store = this.#changelogs.get(storeName);
    if (store?.changelogTopic === undefined || store.changelogIsSource) return;
    this.send(null, { topic: store.changelogTopic, partition: this.#taskId.partition, ...change });
  }

  /** Closes the stores, then lets others into their directory. */
  close(): void {
    try {
      this.stores.close();
    } finally {
      this.#directory?.close();
      this.#directory = undefined;
    }
  }

  /** Counts a record that goes no further, and says why. */
  dropped(reason: string): void {
    this.metrics.droppedRecords++;
    this.config.logger.warn(`Task ${taskIdText(this.#taskId)}: dropped a record: ${reason}`);
  }

  keySerde<T>(own: Serde<T> | undefined, owner: string): Serde<T> {
    return own ?? (this.config.defaultKeySerde as Serde<T> | undefined) ?? this.#noSerde(owner, 'key');
  }

  valueSerde<T>(own: Serde<T> | undefined, owner: string): Serde<T> {
    return own ?? (this.config.defaultValueSerde as Serde<T> | undefined) ?? this.#noSerde(owner, 'value');
  }

  #noSerde(owner: string, part: 'key' | 'value'): never {
    throw new KStreamsError('TOPOLOGY_INVALID', `${owner} has no ${part} serde, and there is no default.`, {
      hint: 'Name the serdes where the node is made, or configure defaultKeySerde and defaultValueSerde.',
    });
  }
}
