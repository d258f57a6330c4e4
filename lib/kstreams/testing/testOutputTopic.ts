import { KStreamsError } from '../errors.ts';
import { Record } from '../processor/record.ts';
import type { ProducedRecord } from '../runtime/records.ts';
import type { Serde } from '../serdes/serde.ts';
import type { KeyValue } from '../state/keyValueStore.ts';
import type { TopologyTestDriver } from './topologyTestDriver.ts';

/** Reads what a topology wrote to a topic, each record once. */
export class TestOutputTopic<K, V> {
  readonly #driver: TopologyTestDriver;
  readonly #topic: string;
  readonly #keySerde: Serde<K>;
  readonly #valueSerde: Serde<V>;
  /** How many of the driver's produced records have been looked at. */
  #seen = 0;
  readonly #unread: ProducedRecord[] = [];

  constructor(driver: TopologyTestDriver, topic: string, keySerde: Serde<K>, valueSerde: Serde<V>) {
    this.#driver = driver;
    this.#topic = topic;
    this.#keySerde = keySerde;
    this.#valueSerde = valueSerde;
  }

  /** @throws KStreamsError TEST_DRIVER_MISUSED when there is no record left */
  readRecord(): Record<K, V> {
    this.#lookForMore();
    const record = this.#unread.shift();
    if (record !== undefined) return this.#typed(record);
    const topics = [...this.#driver.producedTopics()].join(', ') || 'none';
    throw new KStreamsError('TEST_DRIVER_MISUSED', `No record is left to read from ${this.#topic}.`, {
      hint: `Ask isEmpty() before. Topics written to so far: ${topics}.`,
    });
  }

  readValue(): V | null {
    return this.readRecord().value;
  }

  readKeyValue(): KeyValue<K | null, V | null> {
    const { key, value } = this.readRecord();
    return { key, value };
  }

  readRecordsToList(): Record<K, V>[] {
    this.#lookForMore();
    return this.#unread.splice(0).map((record) => this.#typed(record));
  }

  readValuesToList(): (V | null)[] {
    return this.readRecordsToList().map(({ value }) => value);
  }

  readKeyValuesToList(): KeyValue<K | null, V | null>[] {
    return this.readRecordsToList().map(({ key, value }) => ({ key, value }));
  }

  /** The last value of each key. */
  readKeyValuesToMap(): Map<K | null, V | null> {
    return new Map(this.readRecordsToList().map(({ key, value }) => [key, value]));
  }

  isEmpty(): boolean {
    return this.getQueueSize() === 0;
  }

  getQueueSize(): number {
    this.#lookForMore();
    return this.#unread.length;
  }

  #lookForMore(): void {
    const produced = this.#driver.producedRecords();
    for (; this.#seen < produced.length; this.#seen++) {
      const record = produced[this.#seen];
      if (record?.topic === this.#topic) this.#unread.push(record);
    }
  }

  #typed({ key, value, timestamp, headers }: ProducedRecord): Record<K, V> {
    return new Record(
      this.#keySerde.deserialize(this.#topic, key),
      this.#valueSerde.deserialize(this.#topic, value),
      timestamp,
      headers,
    );
  }
}
