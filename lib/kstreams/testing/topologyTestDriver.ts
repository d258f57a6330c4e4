import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { KStreamsError } from '../errors.ts';
import type { Headers } from '../processor/headers.ts';
import { after, isPromise, type MaybePromise } from '../processor/maybePromise.ts';
import { GlobalTask } from '../runtime/globalTask.ts';
import type { ProducedRecord } from '../runtime/records.ts';
import { StateManager } from '../runtime/stateManager.ts';
import { type StreamsConfig, withDefaults } from '../runtime/streamsConfig.ts';
import { StreamTask } from '../runtime/streamTask.ts';
import type { Serde } from '../serdes/serde.ts';
import type { KeyValueStore, ValueAndTimestamp } from '../state/keyValueStore.ts';
import { RecordCache } from '../state/recordCache.ts';
import type { SessionStore } from '../state/sessionStore.ts';
import type { StateStore } from '../state/stateStore.ts';
import type { TimestampedWindowStore, WindowStore } from '../state/windowStore.ts';
import type { Topology } from '../topology/topology.ts';
import { DriverCollector } from './driverCollector.ts';
import { DriverInputs } from './driverInputs.ts';
import { TestInputTopic, type TestInputTopicOptions } from './testInputTopic.ts';
import { TestOutputTopic } from './testOutputTopic.ts';

/** How a test driver differs from an application; all as in {@link StreamsConfig} otherwise. */
export interface TestDriverConfig extends Omit<StreamsConfig, 'applicationId'> {
  /** Default `test`. */
  readonly applicationId?: string;
  /** Where the wall clock stands at first, in milliseconds since 1970. Default: now. It then moves only when told. */
  readonly initialWallClockMs?: number;
}

/** An input record as bytes. */
interface RawInput {
  readonly key: Buffer | null;
  readonly value: Buffer | null;
  readonly timestamp: number;
  readonly headers: Headers;
}

/**
 * Runs a topology without a cluster, in the task that the runtime uses too. All sub-topologies run in one task `0_0`,
 * topics have one partition, and what is written to a topic that the topology reads comes back before the call ends.
 * After each record the task commits.
 *
 * Calls are synchronous as long as all processors are; otherwise they answer a promise to be awaited.
 */
export class TopologyTestDriver {
  readonly #collector = new DriverCollector();
  readonly #globalStores = new StateManager();
  readonly #inputs: DriverInputs;
  readonly #task: StreamTask;
  readonly #globalTask: GlobalTask;
  readonly #produced: ProducedRecord[] = [];
  readonly #globalOffsets = new Map<string, number>();
  #wallClockMs: number;
  #busy = false;
  /** Made by the first persistent store. */
  #temporaryStateDir: string | undefined;

  constructor(topology: Topology, config: TestDriverConfig = {}) {
    const { initialWallClockMs = Date.now(), ...streamsConfig } = config;
    this.#wallClockMs = initialWallClockMs;
    const stateDir = join(tmpdir(), `kstreams-test-${process.pid}-${randomUUID()}`);
    const taskConfig = withDefaults({ applicationId: 'test', stateDir, ...streamsConfig });
    if (taskConfig.stateDir === stateDir) this.#temporaryStateDir = stateDir;
    const built = topology.build(taskConfig.applicationId);
    const cacheBytes = taskConfig.statestoreCacheMaxBytes;
    const environment = {
      config: taskConfig,
      clock: { now: () => this.#wallClockMs },
      collector: this.#collector,
      cache: cacheBytes > 0 ? new RecordCache(cacheBytes) : undefined,
      globalStores: this.#globalStores,
    };
    this.#globalTask = new GlobalTask(built.globalStores, environment);
    this.#inputs = new DriverInputs(built);
    this.#task = new StreamTask({
      ...environment,
      id: { subtopology: 0, partition: 0 },
      topology: {
        nodes: built.subtopologies.flatMap(({ nodes }) => nodes),
        stateStores: built.subtopologies.flatMap(({ stateStores }) => stateStores),
      },
      inputs: new Map(this.#inputs.all().map(({ name, source }) => [name, source])),
      lagOf: () => 0,
    });
    this.#globalTask.initialize();
    this.#task.initializeStores();
    this.#task.initializeTopology();
  }

  createInputTopic<K, V>(
    topic: string,
    keySerde: Serde<K>,
    valueSerde: Serde<V>,
    options?: TestInputTopicOptions,
  ): TestInputTopic<K, V> {
    return new TestInputTopic(this, topic, keySerde, valueSerde, this.#wallClockMs, options);
  }

  createOutputTopic<K, V>(topic: string, keySerde: Serde<K>, valueSerde: Serde<V>): TestOutputTopic<K, V> {
    return new TestOutputTopic(this, topic, keySerde, valueSerde);
  }

  /**
   * Takes a record through the topology, and all records that it leads to; {@link TestInputTopic} calls this.
   * @throws KStreamsError TEST_DRIVER_MISUSED when nothing reads the topic
   */
  pipe(topic: string, record: RawInput): MaybePromise<void> {
    return this.#guarded(() => {
      if (this.#feed(topic, record)) return this.#work();
      throw new KStreamsError('TEST_DRIVER_MISUSED', `No source of the topology reads the topic ${topic}.`);
    });
  }

  /** Moves the wall clock and runs what is due then: punctuators, records that a task waited with. */
  advanceWallClockTime(milliseconds: number): MaybePromise<void> {
    if (!(milliseconds >= 0)) throw new RangeError(`Time only moves forward, got ${milliseconds} ms.`);
    return this.#guarded(() => {
      this.#wallClockMs += milliseconds;
      const punctuated = after(this.#task.punctuateWallClock(), () => this.#commit());
      return after(punctuated, () => this.#work());
    });
  }

  /** All records written so far in their order, to any topic: results, repartition topics, changelogs. */
  producedRecords(): readonly ProducedRecord[] {
    this.#requireIdle();
    return this.#produced;
  }

  /** Names of all topics that something was written to. */
  producedTopics(): Set<string> {
    return new Set(this.producedRecords().map(({ topic }) => topic));
  }

  /** A store of any kind, or undefined when there is none of this name. */
  getStateStore<S extends StateStore>(name: string): S | undefined {
    this.#requireIdle();
    return (this.#task.store(name) ?? this.#globalStores.get(name)) as S | undefined;
  }

  /** A key/value store with the given types, or undefined when there is none of this name. */
  getKeyValueStore<K, V>(name: string): KeyValueStore<K, V> | undefined {
    return this.getStateStore(name);
  }

  getTimestampedKeyValueStore<K, V>(name: string): KeyValueStore<K, ValueAndTimestamp<V>> | undefined {
    return this.getStateStore(name);
  }

  getWindowStore<K, V>(name: string): WindowStore<K, V> | undefined {
    return this.getStateStore(name);
  }

  getTimestampedWindowStore<K, V>(name: string): TimestampedWindowStore<K, V> | undefined {
    return this.getStateStore(name);
  }

  getSessionStore<K, V>(name: string): SessionStore<K, V> | undefined {
    return this.getStateStore(name);
  }

  /** All stores by name, those that hold the state of tables and aggregations too. */
  getAllStateStores(): Map<string, StateStore> {
    const names = [...this.#task.storeNames(), ...this.#globalStores.names()];
    return new Map(names.map((name) => [name, this.getStateStore(name) as StateStore]));
  }

  /** How many records were dropped: Java's metric dropped-records-total. */
  droppedRecords(): number {
    return this.#task.metrics.droppedRecords + this.#globalTask.metrics.droppedRecords;
  }

  /** Closes processors and stores; removes what persistent stores kept, unless `stateDir` is configured. */
  close(): void {
    try {
      this.#task.close();
    } finally {
      try {
        this.#globalTask.close();
      } finally {
        if (this.#temporaryStateDir !== undefined)
          rmSync(this.#temporaryStateDir, { recursive: true, force: true });
      }
    }
  }

  /** Hands a record to whatever reads its topic; answers whether anything does. */
  #feed(topic: string, { key, value, timestamp, headers }: RawInput): boolean {
    const fields = { topic, partition: 0, key, value, timestamp, headers };
    const input = this.#inputs.of(topic);
    if (input !== undefined) this.#task.addRecords(input.name, [{ ...fields, offset: input.nextOffset++ }]);
    const isGlobal = this.#globalTask.topics.includes(topic);
    if (isGlobal) {
      const offset = this.#globalOffsets.get(topic) ?? 0;
      this.#globalOffsets.set(topic, offset + 1);
      this.#globalTask.update({ ...fields, offset });
    }
    return input !== undefined || isGlobal;
  }

  #work(): MaybePromise<void> {
    this.#takeProduced();
    while (this.#task.isProcessable()) {
      const done = this.#processOne();
      if (isPromise(done)) return done.then(() => this.#work());
      this.#takeProduced();
    }
  }

  #processOne(): MaybePromise<void> {
    const processed = this.#task.process();
    const punctuated = after(processed, () => this.#task.punctuateStreamTime());
    return after(punctuated, () => this.#commit());
  }

  #commit(): MaybePromise<void> {
    return after(this.#task.prepareCommit(), () => this.#task.postCommit());
  }

  /** Keeps what was produced, and feeds back what the topology itself reads. */
  #takeProduced(): void {
    for (const record of this.#collector.take()) {
      this.#produced.push(record);
      this.#feed(record.topic, record);
    }
  }

  #guarded(work: () => MaybePromise<void>): MaybePromise<void> {
    this.#requireIdle();
    const done = work();
    if (!isPromise(done)) return;
    this.#busy = true;
    return done.finally(() => {
      this.#busy = false;
    });
  }

  #requireIdle(): void {
    if (!this.#busy) return;
    throw new KStreamsError('TEST_DRIVER_MISUSED', 'The driver is still at work on an earlier call.', {
      hint: 'The topology has an asynchronous processor: await pipeInput() and advanceWallClockTime().',
    });
  }
}
