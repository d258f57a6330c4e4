import type { Admin, Consumer, EachBatchPayload, Producer } from 'kafkajs';
import type { Clock } from '../runtime/clock.ts';
import type { StateManager } from '../runtime/stateManager.ts';
import type { TaskConfig } from '../runtime/streamsConfig.ts';
import { storedTasks } from '../state/persistent/storedTasks.ts';
import { RecordCache } from '../state/recordCache.ts';
import type { ActiveTask } from './activeTask.ts';
import { commitTasks, type KafkaOffsets } from './commitTasks.ts';
import { Exclusive } from './exclusive.ts';
import { FetchFlow } from './fetchFlow.ts';
import { withHeartbeats } from './heartbeats.ts';
import type { RuntimeConfig } from './kafkaStreamsConfig.ts';
import type { PartitionCounts } from './partitionCounts.ts';
import { PartitionReader } from './partitionReader.ts';
import { ProducerCollector, taskMigrated } from './producerCollector.ts';
import type { StateRestoreListener } from './restore.ts';
import { SessionLease } from './sessionLease.ts';
import { taskAssignor } from './taskAssignor.ts';
import { TaskHandover } from './taskHandover.ts';
import type { PlannedTask, TaskPlan, TopicPartition } from './taskPlan.ts';
import { ThreadTasks } from './threadTasks.ts';
import { within } from './within.ts';

/** Java's states of a thread, as far as they exist here. */
export type StreamThreadState =
  | 'STARTING'
  | 'PARTITIONS_REVOKED'
  | 'PARTITIONS_ASSIGNED'
  | 'RUNNING'
  | 'PENDING_SHUTDOWN'
  | 'DEAD';

export interface StreamThreadOptions {
  readonly name: string;
  readonly config: RuntimeConfig;
  readonly taskConfig: TaskConfig;
  readonly plan: TaskPlan;
  readonly counts: PartitionCounts;
  readonly admin: Admin;
  readonly clock: Clock;
  readonly globalStores: StateManager;
  readonly restoreListener: StateRestoreListener;
  readonly onState: () => void;
  /** The group has given out its tasks anew. */
  readonly onAssigned: () => void;
  /** It has failed and does nothing any more; it still has to be closed. */
  readonly onFailure: (thread: StreamThread, error: unknown) => void;
}

/**
 * A member of the application's group, with the tasks that the group gives it. What kafkajs fetches is handed to the
 * tasks and processed before it fetches again; where a task has to wait for another partition, the full one is paused.
 */
export class StreamThread {
  readonly name: string;
  readonly #options: StreamThreadOptions;
  readonly #consumer: Consumer;
  readonly #producer: Producer;
  readonly #collector: ProducerCollector;
  readonly #reader: PartitionReader;
  readonly #tasks: ThreadTasks;
  readonly #handover: TaskHandover;
  readonly #flow: FetchFlow;
  // Processing, committing and assigning never overlap.
  readonly #exclusive = new Exclusive();
  #state: StreamThreadState = 'STARTING';
  #started: Promise<void> = Promise.resolve();
  #closed: Promise<void> | undefined;
  #polling: NodeJS.Timeout | undefined;
  #assigning = new AbortController();
  /** That of the last batch: unlike the consumer's it does not try again while the group changes. */
  #commitOfBatch: EachBatchPayload['commitOffsetsIfNecessary'] | undefined;
  #memberId = '';
  #lastCommitMs: number;
  #commits = 0;
  #hasFailed = false;

  constructor(options: StreamThreadOptions) {
    this.name = options.name;
    this.#options = options;
    const { config, taskConfig, plan, counts, clock, globalStores } = options;
    const { kafka, applicationId: groupId, sessionTimeoutMs, heartbeatIntervalMs } = config;
    this.#tasks = new ThreadTasks(clock);
    this.#lastCommitMs = clock.now();
    this.#consumer = kafka.consumer({
      groupId,
      allowAutoTopicCreation: false,
      sessionTimeout: sessionTimeoutMs,
      heartbeatInterval: heartbeatIntervalMs,
      // With every partition paused, kafkajs sleeps for so long before it looks again.
      maxWaitTimeInMs: config.pollMs,
      partitionAssigners: [
        taskAssignor({
          plan,
          userData: () => ({
            tasks: [...this.#tasks.names, ...this.#handover.names],
            storedTasks: storedTasks(taskConfig.stateDir, groupId),
            applicationServer: config.applicationServer,
          }),
          beforeJoin: () => this.#beforeJoin(),
        }),
      ],
    });
    // Together about as long as Java's delivery.timeout.ms.
    const retry = { retries: 9, initialRetryTime: 100, maxRetryTime: 30_000 };
    this.#producer = kafka.producer({ idempotent: true, retry });
    const lease = new SessionLease(this.#consumer, clock, sessionTimeoutMs);
    const mayWrite = () => lease.isHeld && !this.#hasFailed;
    this.#collector = new ProducerCollector(this.#producer, counts, mayWrite);
    this.#reader = new PartitionReader(kafka, plan.topicsWithChangelogs());
    const cacheBytes = Math.floor(taskConfig.statestoreCacheMaxBytes / config.numStreamThreads);
    const cache = cacheBytes > 0 ? new RecordCache(cacheBytes) : undefined;
    this.#flow = new FetchFlow(this.#consumer, config.bufferedRecordsPerPartition);
    this.#handover = new TaskHandover({
      environment: { config: taskConfig, clock, collector: this.#collector, cache, globalStores },
      ...{ tasks: this.#tasks, reader: this.#reader, admin: options.admin },
      ...{ config, clock, restoreListener: options.restoreListener },
    });
  }

  get state(): StreamThreadState {
    return this.#state;
  }

  /** Those that it has now; their stores are complete while the thread is RUNNING. */
  get tasks(): readonly ActiveTask[] {
    return this.#tasks.all();
  }

  /** Since its start. */
  get metrics(): { readonly commits: number; readonly tasksCreated: number; readonly tasksClosed: number } {
    return { commits: this.#commits, tasksCreated: this.#tasks.created, tasksClosed: this.#tasks.closed };
  }

  /** Joins the group. Throws what kafkajs throws. */
  start(): Promise<void> {
    this.#started = this.#start();
    return this.#started;
  }

  async #start(): Promise<void> {
    const { GROUP_JOIN, END_BATCH_PROCESS, CRASH } = this.#consumer.events;
    this.#consumer.on(GROUP_JOIN, ({ payload }) => this.#joined(payload.memberId, payload.memberAssignment));
    this.#consumer.on(END_BATCH_PROCESS, ({ payload }) => {
      // Only markers and aborted records: such a batch never comes to #onBatch.
      if (payload.batchSize > 0 || this.#state !== 'RUNNING') return;
      this.#activeOf(payload)?.take(payload, [], Number(payload.lastOffset), this.#options.clock.now());
    });
    this.#consumer.on(CRASH, ({ payload }) => {
      if (!payload.restart) this.#fail(payload.error);
    });
    await Promise.all([this.#producer.connect(), this.#reader.connect(), this.#consumer.connect()]);
    await this.#consumer.subscribe({ topics: [...this.#options.plan.topics], fromBeginning: true });
    this.#polling = setInterval(() => this.#poll(), this.#options.config.pollMs);
    await this.#consumer.run({ autoCommit: false, eachBatch: (payload) => this.#onBatch(payload) });
  }

  /** Leaves the group; what is processed is committed first unless the thread has failed. Closing twice is fine. */
  close(): Promise<void> {
    this.#closed ??= this.#close();
    return this.#closed;
  }

  async #close(): Promise<void> {
    this.#move('PENDING_SHUTDOWN');
    clearInterval(this.#polling);
    this.#assigning.abort();
    try {
      await this.#exclusive.run(() => this.#closeTasks());
    } finally {
      // kafkajs cannot stop a consumer that is just starting.
      await this.#started.catch(() => {});
      await Promise.all([this.#consumer.disconnect(), this.#producer.disconnect(), this.#reader.close()]);
      this.#move('DEAD');
    }
  }

  async #closeTasks(): Promise<void> {
    try {
      if (!this.#hasFailed) await this.#commit();
    } finally {
      this.#tasks.dropAll();
      this.#handover.close();
    }
  }

  /** The partitions may be given away now, so what was done with them is made final. */
  async #beforeJoin(): Promise<void> {
    if (this.#isEnding) return;
    this.#assigning.abort();
    this.#move('PARTITIONS_REVOKED');
    if (this.#tasks.names.length === 0) return;
    const committed = this.#guarded(() => this.#commit());
    // Others may get the tasks, and must not find what is written later after what they write.
    if (!(await within(this.#options.config.sessionTimeoutMs / 2, committed))) this.#fail(taskMigrated());
  }

  #joined(memberId: string, assignment: Readonly<Record<string, readonly number[]>>): void {
    if (this.#isEnding) return;
    const wasExpelled = memberId !== this.#memberId;
    if (wasExpelled) this.#commitOfBatch = undefined;
    this.#memberId = memberId;
    this.#assigning.abort();
    this.#assigning = new AbortController();
    const { signal } = this.#assigning;
    const tasks = this.#options.plan.tasksOfAssignment(assignment);
    for (const input of tasks.flatMap(({ inputs }) => inputs)) this.#flow.pause(input);
    this.#move('PARTITIONS_ASSIGNED');
    this.#options.onAssigned();
    void this.#guarded(async () => {
      // Others had its tasks meanwhile, whose changes its stores lack.
      if (wasExpelled) this.#tasks.dropAll();
      if (!signal.aborted) await this.#assign(tasks, signal);
    });
  }

  async #assign(planned: readonly PlannedTask[], signal: AbortSignal): Promise<void> {
    await this.#handover.take(planned, signal);
    if (signal.aborted) return;
    this.#flow.begin(this.#tasks.all());
    this.#move('RUNNING');
  }

  async #onBatch({ batch, heartbeat, commitOffsetsIfNecessary }: EachBatchPayload): Promise<void> {
    // When it comes while tasks are assigned, fetching is set back afterwards.
    if (this.#state !== 'RUNNING') return;
    this.#commitOfBatch = commitOffsetsIfNecessary;
    await withHeartbeats(heartbeat, (isInterrupted) =>
      this.#guarded(async () => {
        const active = this.#activeOf(batch);
        if (this.#state !== 'RUNNING' || active === undefined) return;
        active.sawEnd(batch, Number(batch.highWatermark));
        active.take(batch, batch.messages, Number(batch.lastOffset()), this.#options.clock.now());
        await this.#work(isInterrupted);
      }),
    );
  }

  #poll(): void {
    if (this.#state === 'RUNNING' && !this.#exclusive.isBusy) void this.#guarded(() => this.#work(never));
  }

  /** Processes what can be processed; others have a turn in between. */
  async #work(isInterrupted: () => boolean): Promise<void> {
    for (let hasMore = true; hasMore && this.#state === 'RUNNING' && !isInterrupted(); ) {
      hasMore = await this.#tasks.processForAMoment();
      await this.#tasks.punctuate();
      if (this.#collector.full) await this.#collector.flush();
      if (this.#isCommitDue()) await this.#commit();
      if (hasMore) await new Promise((resolve) => setImmediate(resolve));
    }
    if (this.#state === 'RUNNING') this.#flow.adjust(this.#tasks.all());
  }

  #isCommitDue(): boolean {
    const { clock, config } = this.#options;
    return this.#tasks.commitRequested || clock.now() - this.#lastCommitMs >= config.commitIntervalMs;
  }

  async #commit(): Promise<void> {
    this.#lastCommitMs = this.#options.clock.now();
    this.#commits++;
    let refusal: unknown;
    try {
      await commitTasks(this.#tasks.all(), async (offsets) => {
        try {
          await this.#commitOffsets(offsets);
        } catch (error) {
          refusal = error;
          throw error;
        }
      });
    } catch (error) {
      if (error !== refusal) throw error;
      // The group changes, or cannot be reached: everything stays to be committed later, by this thread or another.
      const why = error instanceof Error ? error.message : String(error);
      this.#options.taskConfig.logger.warn(`${this.name}: offsets were not committed: ${why}`);
    }
  }

  async #commitOffsets(offsets: KafkaOffsets): Promise<void> {
    if (this.#hasFailed) throw taskMigrated();
    if (this.#commitOfBatch !== undefined) return this.#commitOfBatch(offsets);
    return this.#consumer.commitOffsets(
      offsets.topics.flatMap(({ topic, partitions }) =>
        partitions.map(({ partition, offset }) => ({ topic, partition, offset })),
      ),
    );
  }

  #activeOf(input: TopicPartition): ActiveTask | undefined {
    const planned = this.#options.plan.taskOf(input);
    return planned && this.#tasks.get(planned);
  }

  /** Does work that fails the thread when it fails. */
  #guarded(work: () => Promise<void>): Promise<void> {
    return this.#exclusive.run(work).catch((error: unknown) => this.#fail(error));
  }

  #fail(error: unknown): void {
    if (this.#isEnding) return;
    this.#hasFailed = true;
    clearInterval(this.#polling);
    this.#move('DEAD');
    this.#options.onFailure(this, error);
  }

  get #isEnding(): boolean {
    return this.#state === 'PENDING_SHUTDOWN' || this.#state === 'DEAD';
  }

  #move(state: StreamThreadState): void {
    this.#state = state;
    this.#options.onState();
  }
}

const never = () => false;
