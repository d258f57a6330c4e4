import { buildBatch, type RecordToWrite } from '../records/buildBatch.ts';
import { RecordBatch } from '../records/recordBatch.ts';
import type { PartitionLog } from './partitionLog.ts';

const readBytes = 1024 * 1024;
const recordsInBatch = 1000;
/** The log is rewritten when it has this many records, and this many times more than are live. */
const rewriteRecords = 20_000;
const rewriteFactor = 4;

/** Who writes as part of a transaction. */
export interface TransactionalWriter {
  readonly producerId: bigint;
  readonly producerEpoch: number;
}

/** A log as the memory of a coordinator: replayed at start, the latest record of each key counts. */
export class StateLog {
  readonly #log: PartitionLog;
  #recordsInLog = 0;

  constructor(log: PartitionLog) {
    this.#log = log;
  }

  /** Hands over all batches, the oldest first. */
  replay(take: (batch: RecordBatch) => void): void {
    for (let offset = this.#log.startOffset; offset < this.#log.endOffset; ) {
      const bytes = this.#log.read(offset, readBytes);
      if (bytes.length === 0) return;
      for (let start = 0; start < bytes.length; ) {
        const batch = new RecordBatch(bytes, start);
        this.#recordsInLog += batch.count;
        take(batch);
        start += batch.size;
        offset = batch.lastOffset + 1n;
      }
    }
  }

  /** `now`: broker time, ms. @throws KafkaWireError KAFKA_STORAGE_ERROR */
  append(records: readonly RecordToWrite[], now: number, writer?: TransactionalWriter): void {
    for (let start = 0; start < records.length; start += recordsInBatch) {
      const batch = records.slice(start, start + recordsInBatch);
      const transaction = writer && { ...writer, isTransactional: true };
      this.#log.append(buildBatch({ records: batch, timestamp: BigInt(now), ...transaction }), {
        fromCoordinator: true,
      });
      this.#recordsInLog += batch.length;
    }
  }

  /**
   * Writes the live records into a new segment and drops the older ones, when there are many more of those. A crash in
   * between leaves both: no harm. What belongs to an open transaction must not be dropped, so that is waited for.
   */
  rewriteWhenOutgrown(live: () => RecordToWrite[], now: number): void {
    if (this.#recordsInLog < rewriteRecords || this.#log.lastStableOffset < this.#log.endOffset) return;
    const records = live();
    if (this.#recordsInLog < rewriteFactor * records.length) return;
    this.#log.roll();
    const start = this.#log.endOffset;
    this.#recordsInLog = 0;
    this.append(records, now);
    this.#log.flush();
    this.#log.dropSegmentsBefore(start);
  }
}
