import type { OnRefused } from '../../runtime/recordCollector.ts';
import type { ProducedRecord } from '../../runtime/records.ts';
import { RecordBatchReader } from '../records/recordBatchReader.ts';
import { type ProducerIdentity, type RecordBatchWriter, recordBytes } from '../records/recordBatchWriter.ts';
import type { TopicPartition } from '../taskPlan.ts';

/** A batch does not grow beyond this; brokers take 1 MiB and 12 bytes by default (`max.message.bytes`). */
export const batchBytes = 1_000_000;
/** Sequences are 32 bits and start again at 0. */
const sequences = 2 ** 31;

/** A record, and who decides about it when the cluster does not take it. */
export interface OutgoingRecord {
  readonly record: ProducedRecord;
  readonly onRefused: OnRefused | undefined;
}

interface Batch {
  readonly writer: RecordBatchWriter;
  readonly openedAt: number;
  /** Who decides about each record. */
  readonly onRefused: (OnRefused | undefined)[];
  /** How often it was sent. */
  attempts: number;
  /** It has been sent, and takes no more records: it may have been written. */
  isClosed: boolean;
}

/**
 * What is to be written to one partition, in order. Only the first batch is ever under way: a broker knows a batch that
 * comes again, but after a restart only the last one of each producer, so two of them might not be written once.
 */
export class PartitionOutbox implements TopicPartition {
  readonly topic: string;
  readonly partition: number;
  readonly #newWriter: () => RecordBatchWriter;
  #batches: Batch[] = [];
  #identity: ProducerIdentity;
  /** Of the first record of the first batch. */
  #sequence = 0;
  /** Less than `batchBytes` where the topic has been found to take no more. */
  #limit = batchBytes;
  /** Whether the first batch waits for its answer, or for something else to happen. */
  isHeld = false;
  /** Of the last record that is known to be written. */
  lastOffset: number | undefined;

  constructor(
    { topic, partition }: TopicPartition,
    identity: ProducerIdentity,
    newWriter: () => RecordBatchWriter,
  ) {
    this.topic = topic;
    this.partition = partition;
    this.#identity = identity;
    this.#newWriter = newWriter;
  }

  /** The batch that goes next. */
  get first(): Pick<Batch, 'writer' | 'openedAt' | 'attempts'> | undefined {
    return this.#batches[0];
  }

  /** Answers by how many bytes the outbox has grown. */
  add({ record, onRefused }: OutgoingRecord, nowMs: number): number {
    const { key, value, timestamp, headers } = record;
    let batch = this.#batches.at(-1);
    if (
      batch === undefined ||
      batch.isClosed ||
      batch.writer.size + recordBytes(key, value, headers) > this.#limit
    ) {
      batch = this.#newBatch(nowMs);
      this.#batches.push(batch);
    }
    const before = batch.writer.count === 0 ? 0 : batch.writer.size;
    batch.writer.append(timestamp, key, value, headers);
    batch.onRefused.push(onRefused);
    return batch.writer.size - before;
  }

  /** The bytes of the first batch, which is held from now on; they are the same each time, so that brokers know them. */
  take(): Buffer {
    const [first] = this.#batches;
    if (first === undefined) throw new Error('An empty outbox has nothing to take.');
    first.isClosed = true;
    first.attempts++;
    this.isHeld = true;
    return first.writer.finish(this.#identity, this.#sequence);
  }

  /** The first batch is written; `baseOffset` is negative when where is not known. Answers its writer. */
  acknowledged(baseOffset: number): RecordBatchWriter | undefined {
    const writer = this.#batches.shift()?.writer;
    if (baseOffset >= 0) this.lastOffset = baseOffset + (writer?.count ?? 0) - 1;
    this.#sequence = (this.#sequence + (writer?.count ?? 0)) % sequences;
    this.isHeld = false;
    return writer;
  }

  /** The records of the first batch. */
  records(): OutgoingRecord[] {
    const [first] = this.#batches;
    if (first === undefined) return [];
    const read = new RecordBatchReader(first.writer.finish(this.#identity, this.#sequence)).records(this);
    return read.map(({ topic, partition, key, value, timestamp, headers }, i) => ({
      record: { topic, partition, key, value, timestamp, headers },
      onRefused: first.onRefused[i],
    }));
  }

  /** Gives the first batch up. Answers its writer. */
  drop(): RecordBatchWriter | undefined {
    return this.#batches.shift()?.writer;
  }

  /** Begins again with sequence 0. */
  renew(identity: ProducerIdentity): void {
    this.#identity = identity;
    this.#sequence = 0;
  }

  /**
   * Replaces the first batch by smaller ones of at most half its size, or of one record. When it was too large, those to
   * come are not larger either. Answers by how many bytes the outbox has grown.
   */
  split(why: 'tooLarge' | 'refused'): number {
    const [first] = this.#batches;
    if (first === undefined) return 0;
    const limit = Math.floor(first.writer.size / 2);
    if (why === 'tooLarge') this.#limit = Math.min(this.#limit, limit);
    const parts: Batch[] = [];
    for (const { record, onRefused } of this.records()) {
      const { key, value, timestamp, headers } = record;
      let part = parts.at(-1);
      if (part === undefined || part.writer.size + recordBytes(key, value, headers) > limit) {
        part = { ...this.#newBatch(first.openedAt), isClosed: true };
        parts.push(part);
      }
      part.writer.append(timestamp, key, value, headers);
      part.onRefused.push(onRefused);
    }
    this.#batches.splice(0, 1, ...parts);
    return parts.reduce((sum, { writer }) => sum + writer.size, 0) - first.writer.size;
  }

  #newBatch(openedAt: number): Batch {
    return { writer: this.#newWriter(), openedAt, onRefused: [], attempts: 0, isClosed: false };
  }
}
