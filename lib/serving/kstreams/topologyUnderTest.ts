import {
  type Header,
  Serdes,
  Record as StreamRecord,
  type TestOutputTopic,
  type Topology,
  TopologyTestDriver,
} from '@kafka-tutorial/kstreams';
import { ScoredRecord } from '@kafka-tutorial/proto';
import { silentLogger } from '@kafka-tutorial/util';
import { topics } from '../configuration.ts';
import type { Outcome } from '../outcome.ts';
import { modelRecord, type TestModel, testFactory } from '../testing.ts';
import type { ModelServerParts } from './modelServerParts.ts';
import { underKey } from './origin.ts';

const bytes = Serdes.bytes();
const text = Serdes.string();
/** When records happened that say nothing else. */
export const eventTime = 1_500_000_000_000;
const models: Readonly<Record<string, TestModel>> = {
  five: { score: () => ({ value: 5 }) },
  six: { score: () => ({ value: 6 }) },
  later: { scoreBatch: async (records) => records.map(() => ({ value: 7 })) },
  adelie: { score: () => ({ value: 'Adelie' }) },
};

/** Builds the topology of a model server. */
export type BuildTopology = (parts: ModelServerParts) => { readonly topology: Topology };

/** What the contract looks at in a topology under test. */
export class TopologyUnderTest {
  readonly driver: TopologyTestDriver;
  readonly outcomes: Outcome[] = [];
  readonly cleaned: readonly string[];
  readonly #results: TestOutputTopic<Buffer, Buffer>;
  readonly #deadLetters: TestOutputTopic<Buffer, Buffer>;

  constructor(build: BuildTopology) {
    const { factory, cleaned } = testFactory(models);
    const observe = (outcomes: readonly Outcome[]) => void this.outcomes.push(...outcomes);
    this.cleaned = cleaned;
    this.driver = new TopologyTestDriver(build({ factory, logger: silentLogger, observe }).topology, {
      initialWallClockMs: eventTime + 1000,
    });
    this.#results = this.driver.createOutputTopic(topics.results, bytes, bytes);
    this.#deadLetters = this.driver.createOutputTopic(topics.deadLetters, bytes, bytes);
  }

  async data(key: string | null, value: Uint8Array | null, timestamp = eventTime): Promise<void> {
    const topic = this.driver.createInputTopic(topics.data, text, bytes);
    await topic.pipeInput(key, value && Buffer.from(value), timestamp);
  }

  async model(name: string, dataType = 'wine', key: string | null = dataType): Promise<void> {
    await this.modelBytes(key, modelRecord({ name, dataType }).message.value);
  }

  async modelBytes(key: string | null, value: Buffer | null): Promise<void> {
    await this.driver.createInputTopic(topics.models, text, bytes).pipeInput(key, value, eventTime);
  }

  /** A model without a key on the second half of its way, as if it had stood at this place of the models topic. */
  async rekeyedModel(name: string, offset: number): Promise<void> {
    const { message } = modelRecord({ name });
    const record = new StreamRecord(message.key, message.value, 0);
    const { value, headers } = underKey(record, 'wine', {
      recordMetadata: () => ({ topic: topics.models, partition: 3, offset }),
    });
    const topic = this.driver.createInputTopic('test-models-rekeyed-repartition', text, bytes);
    await topic.pipeInput('wine', value, 0, headers);
  }

  /** The sizes of what was written to changelogs so far. */
  changelogSizes(): number[] {
    const changes = this.driver.producedRecords().filter(({ topic }) => topic.endsWith('-changelog'));
    return changes.map(({ value }) => value?.length ?? 0);
  }

  /** The results that were not read yet, and the keys that they were published under. */
  results() {
    return this.#results.readRecordsToList().map(({ key, value, timestamp }) => {
      const result = ScoredRecord.decode(value ?? Buffer.alloc(0));
      return Object.assign(result, { offset: Number(result.offset), publishedKey: key, timestamp });
    });
  }

  deadLetters() {
    return this.#deadLetters.readRecordsToList().map(({ key, value, timestamp, headers }) => {
      const named = [...headers].map(({ name, value }: Header) => [name, String(value)]);
      return { key, value, timestamp, headers: Object.fromEntries(named) as Record<string, string> };
    });
  }

  /** What became of records and models since the last time, in short. */
  brief(): (string | number | null)[] {
    return this.outcomes.splice(0).map((outcome) => {
      if (outcome.kind === 'scored') return outcome.score.value;
      if (outcome.kind === 'modelAccepted') return `${outcome.served.loaded.name} ${outcome.served.version}`;
      return outcome.kind === 'skipped' ? 'skipped' : outcome.reason.code;
    });
  }
}
