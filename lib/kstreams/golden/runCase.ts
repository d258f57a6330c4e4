import { logAndContinue } from '../runtime/logAndHandle.ts';
import { type TestDriverConfig, TopologyTestDriver } from '../testing/topologyTestDriver.ts';
import type { Topology } from '../topology/topology.ts';
import { encode, encodeHeaders } from './bytes.ts';
import { type GoldenCase, type Input, type JsonValue, NotSupported } from './caseFile.ts';
import { firstDifference } from './difference.ts';
import { interpret } from './interpret.ts';
import { comparable, comparableExpected, ownTopics } from './observe.ts';
import { OutputKeys } from './outputKeys.ts';
import { storeContent } from './storeContents.ts';

/** How a case ended; `why` is the first difference, or what is not supported. */
export type Outcome =
  | { readonly result: 'PASS' }
  | { readonly result: 'FAIL' | 'SKIP'; readonly why: string };

/** Runs a case in this library and compares everything the case says with what Java made of it. */
export function runCase(golden: GoldenCase): Outcome {
  try {
    const why = differenceOf(golden);
    return why === undefined ? { result: 'PASS' } : { result: 'FAIL', why };
  } catch (error) {
    if (error instanceof NotSupported)
      return { result: 'SKIP', why: `${error.message} is not supported yet` };
    return {
      result: 'FAIL',
      why: error instanceof Error ? `${error.name}: ${error.message}` : String(error),
    };
  }
}

function differenceOf(golden: GoldenCase): string | undefined {
  let effects: JsonValue[][] = [];
  const topology = interpret(golden, (label, key, value) => effects.push([label, key, value]));
  const difference = firstDifference(golden.describe, topology.describe().toString(), 'describe');
  if (difference !== undefined) return difference;
  const { internalTopics } = topology.build(golden.config['application.id'] ?? '');
  const topics = firstDifference(golden.internalTopics, plain(internalTopics), 'internalTopics');
  if (topics !== undefined || golden.inputs.length === 0) return topics;

  const run = new Run(golden, topology);
  try {
    const effectsOf = golden.inputs.map((input) => {
      effects = [];
      run.feed(input);
      return effects;
    });
    const effectsDifference = golden.effects && firstDifference(golden.effects, effectsOf, 'effects');
    return run.difference() ?? effectsDifference;
  } finally {
    run.close();
  }
}

/** A driver at work on a case. */
class Run {
  readonly #golden: GoldenCase;
  readonly #driver: TopologyTestDriver;
  readonly #outputKeys: OutputKeys;
  /** How many records had been produced before each input. */
  readonly #producedBefore: number[] = [];

  constructor(golden: GoldenCase, topology: Topology) {
    this.#golden = golden;
    this.#driver = new TopologyTestDriver(topology, driverConfig(golden));
    this.#outputKeys = new OutputKeys(topology.build(''));
  }

  feed(input: Input): void {
    this.#producedBefore.push(this.#driver.producedRecords().length);
    if ('advanceWallClockMs' in input) {
      this.#driver.advanceWallClockTime(input.advanceWallClockMs);
      return;
    }
    const { topic, key, value, timestamp, headers } = input;
    this.#driver.pipe(topic, {
      key: encode(key),
      value: encode(value),
      timestamp,
      headers: encodeHeaders(headers),
    });
  }

  difference(): string | undefined {
    return (
      this.#outputsDifference() ??
      this.#changelogsDifference() ??
      this.#storesDifference() ??
      firstDifference(this.#golden.droppedRecords, this.#driver.droppedRecords(), 'droppedRecords')
    );
  }

  close(): void {
    this.#driver.close();
  }

  #outputsDifference(): string | undefined {
    const own = ownTopics(this.#golden);
    const actual = this.#producedBefore.map((start, input) => {
      const records = this.#driver.producedRecords().slice(start, this.#producedBefore[input + 1]);
      return records.filter(({ topic }) => !own.has(topic)).map(comparable);
    });
    const expected = this.#golden.outputs.map((records) =>
      records.map((record) => comparableExpected(this.#outputKeys.encoded(record))),
    );
    return firstDifference(expected, actual, 'outputs');
  }

  #changelogsDifference(): string | undefined {
    const actual = new Map<string, object[]>();
    const own = ownTopics(this.#golden);
    this.#driver.producedRecords().forEach((record, index) => {
      if (!own.has(record.topic)) return;
      const { topic, ...fields } = comparable(record);
      const input = this.#producedBefore.findLastIndex((start) => start <= index);
      const records = actual.get(record.topic) ?? [];
      const isTimed = this.#golden.changelogs[record.topic]?.[records.length]?.timestamp !== null;
      records.push({ input, ...fields, ...(isTimed ? {} : { timestamp: null }) });
      actual.set(record.topic, records);
    });
    const expected = Object.entries(this.#golden.changelogs).map(
      ([topic, records]) => [topic, records.map(comparableExpected)] as const,
    );
    return firstDifference(Object.fromEntries(expected), Object.fromEntries(actual), 'changelogs');
  }

  /** All texts that inputs had as keys. */
  #keys(): Set<string> {
    const keys = this.#golden.inputs.map((input) => ('key' in input ? input.key : null));
    return new Set(keys.filter((key) => typeof key === 'string'));
  }

  #storesDifference(): string | undefined {
    const expected = this.#golden.stores;
    const actual = [...this.#driver.getAllStateStores()].map(
      ([name, store]) =>
        [name, storeContent(store, expected[name]?.kind ?? 'keyValue', this.#keys())] as const,
    );
    return firstDifference(expected, Object.fromEntries(actual), 'stores');
  }
}

function driverConfig({ config, initialWallClockMs }: GoldenCase): TestDriverConfig {
  const onError = (setting: string) => (config[setting] === 'continue' ? logAndContinue() : undefined);
  return {
    applicationId: config['application.id'],
    initialWallClockMs,
    statestoreCacheMaxBytes: Number(config['statestore.cache.max.bytes']),
    maxTaskIdleMs: Number(config['max.task.idle.ms'] ?? 0),
    deserializationExceptionHandler: onError('deserialization.exception.handler'),
    processingExceptionHandler: onError('processing.exception.handler'),
  };
}

/** Without the fields that are undefined, which a case file cannot have. */
function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}
