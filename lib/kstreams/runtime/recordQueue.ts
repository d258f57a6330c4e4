import type { TimestampExtractor } from '../processor/timestampExtractor.ts';
import type { Serde } from '../serdes/serde.ts';
import type { SourceNode } from '../topology/processorTopology.ts';
import type { RawRecord } from './records.ts';
import type { TaskContext } from './taskContext.ts';

/** A record that has been read and knows when it happened. */
export interface StampedRecord {
  readonly raw: RawRecord;
  readonly key: unknown;
  readonly value: unknown;
  /** −1 for one that could not be read and is only taken for its offset's sake. */
  readonly timestamp: number;
  readonly corrupted: boolean;
}

/** How many taken records are let stand at the front of the buffer before it is cut. */
const slack = 1024;

/**
 * Records of one partition in their order. Only the first one is deserialised: its timestamp decides when the
 * partition has its turn.
 */
export class RecordQueue {
  readonly source: SourceNode;
  readonly #context: TaskContext;
  readonly #extractor: TimestampExtractor;
  readonly #keySerde: Serde<unknown>;
  readonly #valueSerde: Serde<unknown>;
  #raw: RawRecord[] = [];
  #taken = 0;
  #head: StampedRecord | undefined;
  /** Greatest timestamp of the records that were processed, −1 before the first. */
  partitionTime = -1;
  /** Where to read on when everything here is processed; undefined before the first record. */
  nextOffset: number | undefined;

  constructor(source: SourceNode, context: TaskContext) {
    this.source = source;
    this.#context = context;
    this.#extractor = source.timestampExtractor ?? context.config.defaultTimestampExtractor;
    this.#keySerde = context.keySerde(source.keySerde, `The source ${source.name}`);
    this.#valueSerde = context.valueSerde(source.valueSerde, `The source ${source.name}`);
  }

  get size(): number {
    return this.#raw.length - this.#taken + (this.#head === undefined ? 0 : 1);
  }

  get head(): StampedRecord | undefined {
    return this.#head;
  }

  add(records: Iterable<RawRecord>): void {
    for (const record of records) this.#raw.push(record);
    this.#updateHead();
  }

  poll(): StampedRecord | undefined {
    const record = this.#head;
    if (record === undefined) return undefined;
    this.#head = undefined;
    this.partitionTime = Math.max(this.partitionTime, record.timestamp);
    this.#updateHead();
    return record;
  }

  /** Reads on until there is a record that can be processed; the last unreadable one stands in when there is none. */
  #updateHead(): void {
    let corrupted: RawRecord | undefined;
    while (this.#head === undefined && this.#taken < this.#raw.length) {
      const raw = this.#take();
      const record = this.#read(raw);
      if (record === 'unreadable') corrupted = raw;
      else this.#head = record;
    }
    if (this.#head === undefined && corrupted !== undefined) {
      this.#head = { raw: corrupted, key: null, value: null, timestamp: -1, corrupted: true };
    }
  }

  #take(): RawRecord {
    const raw = this.#raw[this.#taken++] as RawRecord;
    if (this.#taken === this.#raw.length || this.#taken > slack) {
      this.#raw = this.#raw.slice(this.#taken);
      this.#taken = 0;
    }
    this.nextOffset = raw.offset + 1;
    return raw;
  }

  /** Undefined for a record without a valid timestamp. */
  #read(raw: RawRecord): StampedRecord | 'unreadable' | undefined {
    let key: unknown;
    let value: unknown;
    try {
      key = this.#keySerde.deserialize(raw.topic, raw.key);
      value = this.#valueSerde.deserialize(raw.topic, raw.value);
    } catch (error) {
      this.#context.errors.deserialization(raw, this.source.name, error);
      return 'unreadable';
    }
    const timestamp = this.#extractor.extract({ ...raw, key, value }, this.partitionTime);
    if (timestamp >= 0) return { raw, key, value, timestamp, corrupted: false };
    this.#context.dropped(
      `the timestamp extracted from ${raw.topic}-${raw.partition} at offset ${raw.offset} is ${timestamp}`,
    );
    return undefined;
  }
}
