import type { ProducedRecord } from '../../runtime/records.ts';
import { RecordBatchReader } from '../records/recordBatchReader.ts';
import { type ProducerIdentity, type RecordBatchWriter, recordBytes } from '../records/recordBatchWriter.ts';
import type { TopicPartition } from '../taskPlan.ts';

/** A batch does not grow beyond this; brokers take 1 MiB and 12 bytes by default (`max.message.bytes`). */
export const batchBytes = 1_000_000;
/** Sequences are 32 bits and start again at 0. */
const sequences = 2 ** 31;

interface Batch {
  readonly writer: RecordBatchWriter;
  readonly openedAt: number;
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
  get first(): Pick<Batch, 'writer' | 'openedAt'> | undefined {
    return this.#batches[0];
  }

  /** Answers by how many bytes the outbox has grown. */
  add({ key, value, timestamp, headers }: ProducedRecord, nowMs: number): number {
    let batch = this.#batches.at(-1);
    if (
      batch === undefined ||
      batch.isClosed ||
      batch.writer.size + recordBytes(key, value, headers) > this.#limit
    ) {
      batch = { writer: this.#newWriter(), openedAt: nowMs, isClosed: false };
      this.#batches.push(batch);
    }
    const before = batch.writer.count === 0 ? 0 : batch.writer.size;
    batch.writer.append(timestamp, key, value, headers);
    return batch.writer.size - before;
  }

  /** The bytes of the first batch, which is held from now on; they are the same each time, so that brokers know them. */
  take(): Buffer {
    const [first] = this.#batches;
    if (first === undefined) throw new Error('An empty outbox has nothing to take.');
    first.isClosed = true;
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

  /** Begins again with sequence 0. */
  renew(identity: ProducerIdentity): void {
    this.#identity = identity;
    this.#sequence = 0;
  }

  /**
   * Replaces the first batch, which was too large, by smaller ones of at most half its size, as are those to come.
   * Answers by how many bytes the outbox has grown.
   */
  split(): number {
    const first = this.#batches.shift();
    if (first === undefined) return 0;
    this.#limit = Math.min(this.#limit, Math.floor(first.writer.size / 2));
    const parts: RecordBatchWriter[] = [];
    const records = new RecordBatchReader(first.writer.finish(this.#identity, this.#sequence)).records(this);
    for (const { key, value, timestamp, headers } of records) {
      let part = parts.at(-1);
      if (part === undefined || part.size + recordBytes(key, value, headers) > this.#limit) {
        part = this.#newWriter();
        parts.push(part);
      }
      part.append(timestamp, key, value, headers);
    }
    const { openedAt } = first;
    this.#batches.unshift(...parts.map((writer) => ({ writer, openedAt, isClosed: true })));
    return parts.reduce((sum, { size }) => sum + size, 0) - first.writer.size;
  }
}
