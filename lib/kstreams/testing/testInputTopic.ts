import { Headers } from '../processor/headers.ts';
import { inOrder, type MaybePromise } from '../processor/maybePromise.ts';
import type { Record } from '../processor/record.ts';
import type { Serde } from '../serdes/serde.ts';
import type { KeyValue } from '../state/keyValueStore.ts';
import type { TopologyTestDriver } from './topologyTestDriver.ts';

/** Which timestamps records get that are piped without one. */
export interface TestInputTopicOptions {
  /** Of the first record; default: the driver's wall clock when the topic was made. */
  readonly startTimestamp?: number;
  /** How much later each next record is; default 0. */
  readonly autoAdvanceMs?: number;
}

/** Pipes typed records into a topic of a {@link TopologyTestDriver}. */
export class TestInputTopic<K, V> {
  readonly #driver: TopologyTestDriver;
  readonly #topic: string;
  readonly #keySerde: Serde<K>;
  readonly #valueSerde: Serde<V>;
  readonly #autoAdvanceMs: number;
  #timestamp: number;

  constructor(
    driver: TopologyTestDriver,
    topic: string,
    keySerde: Serde<K>,
    valueSerde: Serde<V>,
    now: number,
    { startTimestamp = now, autoAdvanceMs = 0 }: TestInputTopicOptions = {},
  ) {
    this.#driver = driver;
    this.#topic = topic;
    this.#keySerde = keySerde;
    this.#valueSerde = valueSerde;
    this.#timestamp = startTimestamp;
    this.#autoAdvanceMs = autoAdvanceMs;
  }

  /** A promise only when a processor is asynchronous; await it then. */
  pipeInput(
    key: K | null,
    value: V | null,
    timestamp = this.#nextTimestamp(),
    headers = Headers.none,
  ): MaybePromise<void> {
    return this.#driver.pipe(this.#topic, {
      key: this.#keySerde.serialize(this.#topic, key),
      value: this.#valueSerde.serialize(this.#topic, value),
      timestamp,
      headers,
    });
  }

  pipeRecord({ key, value, timestamp, headers }: Record<K, V>): MaybePromise<void> {
    return this.pipeInput(key, value, timestamp, headers);
  }

  pipeKeyValueList(list: Iterable<KeyValue<K | null, V | null>>): MaybePromise<void> {
    return inOrder(list, ({ key, value }) => this.pipeInput(key, value));
  }

  /** Moves the timestamp of the next record that is piped without one. */
  advanceTime(milliseconds: number): void {
    this.#timestamp += milliseconds;
  }

  #nextTimestamp(): number {
    const timestamp = this.#timestamp;
    this.#timestamp += this.#autoAdvanceMs;
    return timestamp;
  }
}
