import { setTimeout as sleep } from 'node:timers/promises';
import type { Admin } from 'kafkajs';
import { KStreamsError } from '../errors.ts';
import type { StoreQueryParameters } from '../query/storeQueryParameters.ts';
import type { KeyQueryMetadata, StreamsMetadata } from '../query/streamsMetadata.ts';
import { StateManager } from '../runtime/stateManager.ts';
import { withDefaults } from '../runtime/streamsConfig.ts';
import type { Serde } from '../serdes/serde.ts';
import { cleanUpState } from '../state/persistent/cleanUpState.ts';
import type { Topology } from '../topology/topology.ts';
import { GlobalStores } from './globalStores.ts';
import { GroupMetadata } from './groupMetadata.ts';
import { InteractiveQueries } from './interactiveQueries.ts';
import { setUpTopics } from './internalTopicSetup.ts';
import { type KafkaStreamsConfig, runtimeConfig } from './kafkaStreamsConfig.ts';
import type { StateRestoreListener } from './restore.ts';
import { type StreamsMetric, streamsMetrics } from './streamsMetrics.ts';
import { type KafkaStreamsState, type StateListener, StreamsState } from './streamsState.ts';
import { StreamThread, type StreamThreadOptions, type StreamThreadState } from './streamThread.ts';
import { TaskPlan, type TopicPartition } from './taskPlan.ts';
import { within } from './within.ts';

/** What becomes of a client one of whose threads has failed. */
export type UncaughtExceptionResponse = 'REPLACE_THREAD' | 'SHUTDOWN_CLIENT';

/** What a thread is doing. */
export interface ThreadMetadata {
  readonly threadName: string;
  readonly threadState: StreamThreadState;
  readonly activeTasks: readonly {
    readonly taskId: string;
    readonly topicPartitions: readonly TopicPartition[];
  }[];
}

const clock = { now: () => Date.now() };
const defaultCloseMs = 30_000;
const replaceAgainMs = 1_000;

/**
 * Runs a topology on a Kafka cluster: an instance of an application, which shares the application's work with all
 * others of the same `applicationId`, in this process and elsewhere.
 */
export class KafkaStreams {
  readonly #topology: Topology;
  readonly #config: KafkaStreamsConfig;
  readonly #state = new StreamsState();
  readonly #admin: Admin;
  readonly #threads = new Set<StreamThread>();
  #threadOptions: StreamThreadOptions | undefined;
  #global: GlobalStores | undefined;
  #group: GroupMetadata | undefined;
  #queries: InteractiveQueries | undefined;
  #restoreListener: StateRestoreListener = {};
  #onUncaught: (error: unknown) => UncaughtExceptionResponse = () => 'SHUTDOWN_CLIENT';
  #threadCount = 0;
  #failedThreads = 0;
  #closing: Promise<void> | undefined;

  constructor(topology: Topology, config: KafkaStreamsConfig) {
    this.#topology = topology;
    this.#config = config;
    this.#admin = config.kafka.admin({ retry: { retries: 9 } });
  }

  state(): KafkaStreamsState {
    return this.#state.current;
  }

  /** Called after each change of state. Set it before the start. */
  setStateListener(listener: StateListener): void {
    this.#state.listener = listener;
  }

  /** Told how the rebuilding of stores goes on. Set it before the start. */
  setGlobalStateRestoreListener(listener: StateRestoreListener): void {
    this.#restoreListener = listener;
  }

  /**
   * Decides when a thread has failed by an error that no other handler let pass. REPLACE_THREAD starts a new one, which
   * goes on where the last commit was; the default is SHUTDOWN_CLIENT, which ends in the state ERROR.
   */
  setUncaughtExceptionHandler(handler: (error: unknown) => UncaughtExceptionResponse): void {
    this.#onUncaught = handler;
  }

  /** The threads of this instance with the tasks they have now. */
  localThreadsMetadata(): ThreadMetadata[] {
    return [...this.#threads].map(({ name, state, tasks }) => ({
      threadName: name,
      threadState: state,
      activeTasks: tasks.map(({ plan }) => ({
        taskId: plan.name,
        topicPartitions: plan.inputs.map(({ topic, partition }) => ({ topic, partition })),
      })),
    }));
  }

  /** Java's metrics, as far as they exist here, as they are now. */
  metrics(): StreamsMetric[] {
    return streamsMetrics({
      ...{ applicationId: this.#config.applicationId, state: this.state() },
      ...{ failedThreads: this.#failedThreads, threads: [...this.#threads] },
    });
  }

  /**
   * Removes what the application keeps on this machine below `stateDir`; its changelogs bring it back. Call it before
   * the start or after the end.
   *
   * @throws KStreamsError STREAMS_MISUSED while it runs
   */
  cleanUp(): void {
    if (!['CREATED', 'NOT_RUNNING', 'ERROR'].includes(this.state())) {
      throw new KStreamsError(
        'STREAMS_MISUSED',
        `cleanUp() in the state ${this.state()}, expected one at rest.`,
      );
    }
    cleanUpState(withDefaults(this.#config).stateDir, this.#config.applicationId);
  }

  /**
   * A store of this instance, for reading: over all partitions of it that are here. It stays valid when tasks move: each
   * query looks for them again.
   *
   * @throws KStreamsError STORE_NOT_AVAILABLE while no task of it is at work here, now and from each query;
   * STORE_TYPE_MISMATCH; TOPOLOGY_UNKNOWN_NAME; STREAMS_MISUSED before the start
   */
  store<T>(parameters: StoreQueryParameters<T>): T {
    return this.#started('store').store(parameters);
  }

  /**
   * Which instance has a key, and in which partition of the store; undefined while the group does not know. Only
   * instances with an `applicationServer` are known.
   *
   * @throws KStreamsError TOPOLOGY_UNKNOWN_NAME; STREAMS_MISUSED before the start
   */
  queryMetadataForKey<K>(storeName: string, key: K, keySerde: Serde<K>): KeyQueryMetadata | undefined {
    return this.#started('queryMetadataForKey').queryMetadataForKey(storeName, key, keySerde);
  }

  /** All instances that have an `applicationServer`, with what is theirs; none while the group does not know. */
  metadataForAllStreamsClients(): StreamsMetadata[] {
    return this.#started('metadataForAllStreamsClients').metadataForAllStreamsClients();
  }

  /** The instances that have a part of the store. */
  streamsMetadataForStore(storeName: string): StreamsMetadata[] {
    return this.metadataForAllStreamsClients().filter(({ stateStoreNames }) =>
      stateStoreNames.includes(storeName),
    );
  }

  /**
   * Creates the application's own topics, fills global stores and joins the group. The state is RUNNING when the tasks
   * that the group gives are restored, which may be after this resolves.
   *
   * @throws KStreamsError SOURCE_TOPIC_MISSING, PARTITIONS_MISMATCHED, STREAMS_MISUSED when it was started before; what
   * kafkajs throws when the cluster cannot be reached
   */
  async start(): Promise<void> {
    if (!this.#state.move('REBALANCING')) {
      throw new KStreamsError('STREAMS_MISUSED', `start() in the state ${this.state()}, expected CREATED.`, {
        hint: 'A KafkaStreams runs once: make a new one.',
      });
    }
    try {
      await this.#start();
    } catch (error) {
      await this.#shutDown('PENDING_ERROR', 'ERROR');
      throw error;
    }
  }

  /**
   * Commits what is processed, leaves the group and closes all stores. Closing twice is fine.
   * @returns whether it was done within the timeout; otherwise it goes on in the background
   */
  async close({ timeoutMs = defaultCloseMs }: { readonly timeoutMs?: number } = {}): Promise<boolean> {
    return within(timeoutMs, this.#shutDown('PENDING_SHUTDOWN', 'NOT_RUNNING'));
  }

  async #start(): Promise<void> {
    const config = runtimeConfig(this.#config);
    const taskConfig = withDefaults(this.#config);
    const topology = this.#topology.build(config.applicationId);
    await this.#admin.connect();
    const counts = await setUpTopics(this.#admin, topology, config.replicationFactor);
    const common = { taskConfig, counts, clock, restoreListener: this.#restoreListener };
    if (topology.globalStores.length > 0) {
      const { kafka } = config;
      const onFailure = (error: unknown) => this.#failed(undefined, error);
      this.#global = new GlobalStores({ ...common, topology, kafka, onFailure });
      await this.#global.start();
    }
    const plan = new TaskPlan(topology, counts);
    const group = new GroupMetadata(this.#admin, config.applicationId, plan);
    this.#group = group;
    this.#queries = new InteractiveQueries({
      ...{ topology, plan, group, applicationServer: config.applicationServer },
      local: {
        unavailable: () => this.#whyNotQueryable(),
        tasks: () =>
          [...this.#threads].flatMap(({ tasks }) =>
            tasks.map(({ plan: { id }, task }) => ({
              partition: id.partition,
              store: (name: string) => task.store(name),
            })),
          ),
        global: (name) => this.#global?.stores.get(name),
      },
    });
    this.#threadOptions = {
      ...{ ...common, config, plan, admin: this.#admin, name: '' },
      globalStores: this.#global?.stores ?? new StateManager(),
      onState: () => this.#update(),
      onAssigned: () => group.refresh(),
      onFailure: (thread, error) => this.#failed(thread, error),
    };
    // A topology that only fills global stores has nothing to join a group for.
    if (plan.tasks.size === 0) this.#state.move('RUNNING');
    else await Promise.all(Array.from({ length: config.numStreamThreads }, () => this.#addThread().start()));
  }

  #started(method: string): InteractiveQueries {
    if (this.#queries !== undefined) return this.#queries;
    throw new KStreamsError('STREAMS_MISUSED', `${method}() before the start, in the state ${this.state()}.`);
  }

  /** Until every thread is at work, stores may be out of date, being restored, or on their way elsewhere. */
  #whyNotQueryable(): string | undefined {
    const atWork = [...this.#threads].every(({ state }) => state === 'RUNNING');
    return this.state() === 'RUNNING' && atWork ? undefined : `the instance is ${this.state()}`;
  }

  #addThread(): StreamThread {
    const options = this.#threadOptions as StreamThreadOptions;
    const name = `${this.#config.applicationId}-StreamThread-${++this.#threadCount}`;
    const thread = new StreamThread({ ...options, name });
    this.#threads.add(thread);
    return thread;
  }

  /** The client is RUNNING when all its threads are. */
  #update(): void {
    const running = [...this.#threads].every(({ state }) => state === 'RUNNING');
    this.#state.move(running ? 'RUNNING' : 'REBALANCING');
  }

  #failed(thread: StreamThread | undefined, error: unknown): void {
    if (thread !== undefined) this.#failedThreads++;
    const why = error instanceof Error ? error.message : String(error);
    this.#config.logger?.error(`${thread?.name ?? 'The global stores'} failed: ${why}`);
    // A thread that lost its tasks to others joins anew, as Java's does.
    const isMigrated = error instanceof KStreamsError && error.code === 'TASK_MIGRATED';
    const response = isMigrated ? 'REPLACE_THREAD' : this.#onUncaught(error);
    if (response === 'SHUTDOWN_CLIENT' || thread === undefined) void this.#shutDown('PENDING_ERROR', 'ERROR');
    else void this.#replace(thread);
  }

  async #replace(failed: StreamThread): Promise<void> {
    const { logger } = this.#config;
    await failed.close().catch((error: unknown) => logger?.warn(`While closing: ${String(error)}`));
    this.#threads.delete(failed);
    while (this.#closing === undefined) {
      const thread = this.#addThread();
      try {
        await thread.start();
        return;
      } catch (error) {
        // The cluster may be away, which may be why the thread failed.
        logger?.warn(`${failed.name} cannot be replaced yet: ${String(error)}`);
        await thread.close().catch(() => {});
        this.#threads.delete(thread);
        await sleep(replaceAgainMs);
      }
    }
  }

  #shutDown(during: KafkaStreamsState, then: KafkaStreamsState): Promise<void> {
    this.#closing ??= this.#closeAll(during, then);
    return this.#closing;
  }

  async #closeAll(during: KafkaStreamsState, then: KafkaStreamsState): Promise<void> {
    this.#state.move(during);
    this.#group?.close();
    const closings = [...this.#threads].map((thread) => thread.close());
    const ended = await Promise.allSettled(closings);
    // After the threads: their tasks read the global stores.
    ended.push(...(await Promise.allSettled([this.#global?.close(), this.#admin.disconnect()])));
    for (const result of ended) {
      if (result.status === 'rejected') this.#config.logger?.warn(`While closing: ${String(result.reason)}`);
    }
    this.#state.move(then);
  }
}
