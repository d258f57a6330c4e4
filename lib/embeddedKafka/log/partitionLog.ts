import type { Clock } from '../clock.ts';
import { KafkaWireError } from '../protocol/errors.ts';
import type { RecordBatch } from '../records/recordBatch.ts';
import { checkBatches } from './checkBatches.ts';
import { writeCheckpoint } from './checkpoint.ts';
import type { Files } from './files.ts';
import type { LogConfig } from './logConfig.ts';
import { encodeSnapshot } from './producerSnapshot.ts';
import type { ProducerStates } from './producerStates.ts';
import { recoverLog } from './recovery.ts';
import { Segment } from './segment.ts';
import { offsetsOf, snapshotPath } from './segmentPaths.ts';
import type { TimestampedOffset } from './timestampedOffset.ts';

export interface PartitionLogOptions {
  /** Folder of this partition, `<topic>-<partition>`; created when missing. */
  dir: string;
  files: Files;
  clock: Clock;
  config: LogConfig;
}

export interface AppendResult {
  /** Offset of the first record appended (of the batch appended before, when this one is its repetition). */
  baseOffset: bigint;
  /** Broker time of the append in ms under LogAppendTime, otherwise −1. */
  logAppendTime: bigint;
}

/** A single node leads its partitions from the beginning. */
const leaderEpoch = 0;
/** Most that is read at once, whatever a client asks for: Kafka's fetch.max.bytes. */
const maxReadBytes = 55 * 1024 * 1024;
/** Offsets in an index are int32, relative to the segment's base offset. */
const maxOffsetsInSegment = 0x7fff_ffffn;

/** One partition: segments of raw record batches on disk, with indexes by offset and by time. */
export class PartitionLog {
  readonly #options: PartitionLogOptions;
  readonly #segments: Segment[];
  readonly #producers: ProducerStates;
  readonly #listeners = new Set<() => void>();
  #endOffset: bigint;
  #isCheckpointed: boolean;
  #hasUnfinishedWrite = false;
  #isClosed = false;

  private constructor(options: PartitionLogOptions) {
    this.#options = options;
    const recovered = recoverLog(options);
    this.#segments = recovered.segments;
    this.#producers = recovered.producers;
    this.#endOffset = recovered.nextOffset;
    this.#isCheckpointed = recovered.isCheckpointed;
  }

  /** Opens the log in `dir`, repairing what a crash left behind. */
  static open(options: PartitionLogOptions): PartitionLog {
    return new PartitionLog(options);
  }

  /** First offset that can be read. */
  get startOffset(): bigint {
    return (this.#segments[0] as Segment).baseOffset;
  }

  /** Offset of the next record; with a single replica also the high watermark. */
  get endOffset(): bigint {
    return this.#endOffset;
  }

  /** Bytes of all segments. */
  get size(): number {
    return this.#segments.reduce((sum, segment) => sum + segment.size, 0);
  }

  /**
   * Appends one or more record batches (magic 2), all or none. `bytes` is patched in place: offsets are assigned in it.
   * @throws KafkaWireError with the answer the client gets.
   */
  append(bytes: Buffer): AppendResult {
    this.#checkOpen();
    const now = this.#options.clock.now();
    const batches = checkBatches(bytes, this.#options.config);
    const logAppendTime = this.#assign(batches, now);
    const decision = this.#producers.decide(batches, now);
    if (decision.duplicateOf !== undefined) {
      const { baseOffset, timestamp } = decision.duplicateOf;
      return { baseOffset, logAppendTime: logAppendTime === -1n ? -1n : timestamp };
    }
    const baseOffset = this.#endOffset;
    const last = batches.at(-1) as RecordBatch;
    this.#write(bytes, batches, last.lastOffset);
    this.#producers.apply(decision.entries);
    this.#endOffset = last.lastOffset + 1n;
    this.#isCheckpointed = false;
    this.#notify();
    return { baseOffset, logAppendTime };
  }

  /**
   * Whole batches from the one that holds `offset` on, at most `maxBytes`; empty at the end of the log.
   * `atLeastOneBatch` returns the first batch even when it is larger.
   * @throws KafkaWireError OFFSET_OUT_OF_RANGE
   */
  read(offset: bigint, maxBytes: number, atLeastOneBatch: boolean): Buffer {
    this.#checkOpen();
    if (offset < this.startOffset || offset > this.#endOffset) {
      throw new KafkaWireError(
        'OFFSET_OUT_OF_RANGE',
        `expected an offset from ${this.startOffset} to ${this.#endOffset}, got ${offset}`,
      );
    }
    // A segment may have nothing at or behind the offset where compaction left a gap.
    for (let i = this.#segmentOf(offset); i < this.#segments.length && offset < this.#endOffset; i++) {
      const limit = Math.min(maxBytes, maxReadBytes);
      const bytes = this.#disk(() => this.#segments[i]?.read(offset, limit, atLeastOneBatch));
      if (bytes !== undefined) return bytes;
    }
    return Buffer.alloc(0);
  }

  /** The first record whose timestamp is at least `timestamp`. */
  offsetForTimestamp(timestamp: bigint): TimestampedOffset | undefined {
    this.#checkOpen();
    return this.#disk(() => {
      for (const segment of this.#segments) {
        const found = segment.offsetForTimestamp(timestamp);
        if (found !== undefined) return found;
      }
      return undefined;
    });
  }

  /** The first record with the highest timestamp of the log. */
  maxTimestamp(): TimestampedOffset | undefined {
    if (this.#endOffset === this.startOffset) return undefined;
    let max = -1n;
    for (const { maxTimestamp } of this.#segments) if (maxTimestamp > max) max = maxTimestamp;
    return this.offsetForTimestamp(max);
  }

  /** Calls `listener` after each append and once when the log is closed; returns what takes it off again. */
  onAppend(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Seals the last segment and begins a new one, unless it is empty. */
  roll(): void {
    if (this.#active.size === 0) return;
    this.#disk(() => {
      this.#active.flush();
      this.#writeSnapshot();
      this.#segments.push(Segment.create(this.#options.files, this.#options.dir, this.#endOffset));
      this.#isCheckpointed = false;
    });
  }

  /** Brings the log to the disk and notes that it is good up to here: a later start looks only at what follows. */
  flush(): void {
    this.#checkOpen();
    this.#disk(() => this.#checkpoint());
  }

  /** Removes the segments that end before `offset`; the last one stays. */
  dropSegmentsBefore(offset: bigint): void {
    while (this.#segments.length > 1 && (this.#segments[1] as Segment).baseOffset <= offset) {
      this.#disk(() => (this.#segments[0] as Segment).remove());
      this.#segments.shift();
    }
  }

  /** Writes indexes and producer state, syncs and lets go of the files, even when that fails. A closed log answers UNKNOWN_TOPIC_OR_PARTITION. */
  close(): void {
    if (this.#isClosed) return;
    try {
      this.flush();
    } finally {
      this.discard();
    }
  }

  /** Like {@link close}, but writes nothing: for a log that is about to be removed. */
  discard(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    for (const segment of this.#segments) segment.release();
    this.#notify();
    this.#listeners.clear();
  }

  get #active(): Segment {
    return this.#segments.at(-1) as Segment;
  }

  /** Gives the batches their offsets, and under LogAppendTime their time, which it returns; otherwise −1. */
  #assign(batches: readonly RecordBatch[], now: number): bigint {
    const isLogAppendTime = this.#options.config.timestampType === 'LogAppendTime';
    let next = this.#endOffset;
    for (const batch of batches) {
      batch.assign(next, leaderEpoch);
      if (isLogAppendTime) batch.setLogAppendTime(BigInt(now));
      next = batch.lastOffset + 1n;
    }
    return isLogAppendTime ? BigInt(now) : -1n;
  }

  #write(bytes: Buffer, batches: readonly RecordBatch[], lastOffset: bigint): void {
    this.#disk(() => this.#dropUnfinishedWrite());
    const isFull =
      this.#active.size + bytes.length > this.#options.config.segmentBytes ||
      lastOffset - this.#active.baseOffset > maxOffsetsInSegment;
    if (isFull) this.roll();
    this.#disk(() => {
      this.#hasUnfinishedWrite = true;
      try {
        this.#active.append(bytes, batches);
        this.#hasUnfinishedWrite = false;
      } finally {
        this.#dropUnfinishedWrite();
      }
    });
  }

  /** After a write that failed the file may be longer than the log; when cutting it fails too, the next append tries again. */
  #dropUnfinishedWrite(): void {
    if (!this.#hasUnfinishedWrite) return;
    this.#active.dropUnfinishedWrite();
    this.#hasUnfinishedWrite = false;
  }

  #checkpoint(): void {
    if (this.#isCheckpointed) return;
    const { dir, files } = this.#options;
    this.#dropUnfinishedWrite();
    this.#active.flush();
    this.#writeSnapshot();
    const { baseOffset: segment, size: position } = this.#active;
    writeCheckpoint(files, dir, { segment, position, nextOffset: this.#endOffset });
    this.#isCheckpointed = true;
  }

  /** Writes the producers down and removes what was written before, except the last one. */
  #writeSnapshot(): void {
    const { dir, files, clock } = this.#options;
    files.replace(snapshotPath(dir, this.#endOffset), encodeSnapshot(this.#producers.live(clock.now())));
    for (const old of offsetsOf(files.list(dir), 'snapshot').slice(0, -2))
      files.remove(snapshotPath(dir, old));
  }

  #segmentOf(offset: bigint): number {
    let low = 0;
    let high = this.#segments.length;
    while (low + 1 < high) {
      const middle = (low + high) >>> 1;
      if ((this.#segments[middle] as Segment).baseOffset <= offset) low = middle;
      else high = middle;
    }
    return low;
  }

  #notify(): void {
    for (const listener of [...this.#listeners]) listener();
  }

  #checkOpen(): void {
    if (this.#isClosed)
      throw new KafkaWireError('UNKNOWN_TOPIC_OR_PARTITION', 'the log of the partition is closed');
  }

  /** Runs what touches the disk; what goes wrong there is KAFKA_STORAGE_ERROR to the client. */
  #disk<T>(action: () => T): T {
    try {
      return action();
    } catch (error) {
      if (error instanceof KafkaWireError) throw error;
      throw new KafkaWireError('KAFKA_STORAGE_ERROR', `${this.#options.dir}: ${(error as Error).message}`);
    }
  }
}
