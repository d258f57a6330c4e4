import { Headers } from '../processor/headers.ts';
import type { Serde } from '../serdes/serde.ts';
import { Serdes } from '../serdes/serdes.ts';
import { RecordCache } from '../state/recordCache.ts';
import { DriverCollector } from '../testing/driverCollector.ts';
import type { SourceNode } from '../topology/processorTopology.ts';
import type { Topology } from '../topology/topology.ts';
import type { LagOf } from './partitionGroup.ts';
import type { RawRecord } from './records.ts';
import { StateManager } from './stateManager.ts';
import { type StreamsConfig, withDefaults } from './streamsConfig.ts';
import { StreamTask } from './streamTask.ts';
import type { TaskEnvironment } from './taskContext.ts';

/** Bytes that the serdes here cannot read. */
export const unreadable = Buffer.from([0xff]);

const strictText: Serde<string> = {
  serialize: (topic, value) => Serdes.string().serialize(topic, value),
  deserialize(topic, bytes) {
    if (bytes?.equals(unreadable)) throw new Error('not a text');
    return Serdes.string().deserialize(topic, bytes);
  },
};

export const textSerdes = { keySerde: strictText, valueSerde: strictText };

/** A fetched record with the text `value`, or with the bytes. */
export function raw(
  topic: string,
  offset: number,
  timestamp: number,
  value: string | Buffer = 'v',
): RawRecord {
  const bytes = typeof value === 'string' ? Buffer.from(value) : value;
  return {
    topic,
    partition: 0,
    offset,
    timestamp,
    key: Buffer.from('k'),
    value: bytes,
    headers: Headers.none,
  };
}

/** Surroundings of a task that a test can look into. */
export interface TestEnvironment extends TaskEnvironment {
  readonly collector: DriverCollector;
  readonly clock: { now(): number; time: number };
}

export function environment(config: Partial<StreamsConfig> = {}): TestEnvironment {
  const clock = { time: 1000, now: () => clock.time };
  return {
    config: withDefaults({ applicationId: 'app', ...config }),
    clock,
    collector: new DriverCollector(),
    cache: new RecordCache(1_000_000),
    globalStores: new StateManager(),
  };
}

/** A running task for the only sub-topology; its inputs are named after their topics. */
export function startTask(topology: Topology, surroundings: TaskEnvironment, lagOf?: LagOf): StreamTask {
  const task = openTask(topology, surroundings, lagOf);
  task.initializeTopology();
  return task;
}

/** The same while its stores are restored. */
export function openTask(
  topology: Topology,
  surroundings: TaskEnvironment,
  lagOf: LagOf = () => 0,
): StreamTask {
  const [subtopology] = topology.build(surroundings.config.applicationId).subtopologies;
  if (subtopology === undefined) throw new Error('The topology is empty.');
  const sources = subtopology.nodes.filter((node): node is SourceNode => node.kind === 'source');
  const inputs = sources.flatMap((source) => source.topics.map((topic) => [topic, source] as const));
  const id = { subtopology: 0, partition: 3 };
  const task = new StreamTask({ ...surroundings, id, topology: subtopology, inputs: new Map(inputs), lagOf });
  task.initializeStores();
  return task;
}
