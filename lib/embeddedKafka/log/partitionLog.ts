import { KafkaWireError } from '../protocol/errors.ts';
import { buildMarker, type Marker } from '../records/controlRecord.ts';
import { RecordBatch } from '../records/recordBatch.ts';
import { checkBatches } from './checkBatches.ts';
import { writeCheckpoint } from './checkpoint.ts';
import type { Files } from './files.ts';
import type { LogConfig } from './logConfig.ts';
import { needsNewSegment } from './needsNewSegment.ts';
import type { AppendOptions, AppendResult, PartitionLogOptions, ReadOptions } from './partitionLogTypes.ts';
import { encodeSnapshot } from './producerSnapshot.ts';
import type { ProducerStates } from './producerStates.ts';
import { recoverLog } from './recovery.ts';
import { countExpired } from './retention.ts';
import { abortedBetween, firstSince } from './searchSegments.ts';
import { Segment } from './segment.ts';
import type { SegmentList } from './segmentList.ts';
import { offsetsOf, snapshotPath } from './segmentPaths.ts';
import { writeStartOffset } from './startOffset.ts';
import type { TimestampedOffset } from './timestampedOffset.ts';
import type { AbortedTransaction } from './transactionIndex.ts';

/** A single node leads its partitions from the beginning. */
export const leaderEpoch = 0;
/** Most that is read at once, whatever a client asks for: Kafka's fetch.max.bytes. */
const maxReadBytes = 55 * 1024 * 1024;

/** One partition: segments of raw record batches on disk, with indexes by offset and by time. */
export class PartitionLog {
  readonly #options: PartitionLogOptions;
  readonly #segments: SegmentList;
  readonly #producers: ProducerStates;
  readonly #listeners = new Set<() => void>();
  #config: LogConfig;
  #startOffset: bigint;
  #endOffset: bigint;
  #isCheckpointed: boolean;
  #hasUnfinishedWrite = false;
  #isClosed = false;

  private constructor(options: PartitionLogOptions) {
    this.#options = options;
    this.#config = options.config;
    const recovered = recoverLog(options);
    this.#segments = recovered.segments;
    this.#producers = recovered.producers;
    this.#startOffset = recovered.startOffset;
    this.#endOffset = recovered.nextOffset;
    this.#isCheckpointed = recovered.isCheckpointed;
  }

  /** Opens the log in `dir`, repairing what a crash left behind. */
  static open(options: PartitionLogOptions): PartitionLog {
    return new PartitionLog(options);
  }

  get dir(): string {
    return this.#options.dir;
  }

  get config(): LogConfig {
    return this.#config;
  }

  /** First offset that can be read. */
  get startOffset(): bigint {
    return this.#startOffset;
  }

  /** Offset of the next record; with a single replica also the high watermark. */
  get endOffset(): bigint {
    return this.#endOffset;
  }

  /** Where the earliest open transaction begins, or the end: what is before is decided. */
  get lastStableOffset(): bigint {
    const open = this.#producers.firstOpenOffset ?? this.#endOffset;
    return open > this.#startOffset ? open : this.#startOffset;
  }

  /** Bytes of all segments. */
  get size(): number {
    return this.#segments.size;
  }

  get isClosed(): boolean {
    return this.#isClosed;
  }

  get files(): Files {
    return this.#options.files;
  }

  /** For compaction, which replaces sealed ones by smaller ones. */
  get segments(): SegmentList {
    return this.#segments;
  }

  /** Takes another configuration for all that follows. */
  reconfigure(config: LogConfig): void {
    this.#config = config;
  }

  /**
   * Appends one or more record batches (magic 2), all or none. `bytes` is patched in place: offsets are assigned in it.
   * @throws KafkaWireError with the answer the client gets.
   */
  append(bytes: Buffer, { fromCoordinator = false, authorize }: AppendOptions = {}): AppendResult {
    this.#checkOpen();
    const now = this.#options.clock.now();
    const batches = fromCoordinator ? [new RecordBatch(bytes)] : checkBatches(bytes, this.#config, now);
    const logAppendTime = this.#assign(batches, now);
    const decision = this.#producers.decide(batches, now);
    if (decision.duplicateOf !== undefined) {
      const { baseOffset, timestamp } = decision.duplicateOf;
      return { baseOffset, logAppendTime: logAppendTime === -1n ? -1n : timestamp };
    }
    for (const batch of batches) if (batch.isTransactional) authorize?.(batch);
    const baseOffset = this.#endOffset;
    this.#write(bytes, batches);
    this.#producers.apply(decision.entries);
    this.#appended(batches);
    return { baseOffset, logAppendTime };
  }

  /**
   * Ends the producer's transaction in this partition.
   * @throws KafkaWireError INVALID_PRODUCER_EPOCH, KAFKA_STORAGE_ERROR
   */
  appendMarker(marker: Marker): void {
    this.#checkOpen();
    this.#producers.checkMarker(marker);
    const now = this.#options.clock.now();
    const batch = new RecordBatch(buildMarker(marker, BigInt(now)));
    batch.assign(this.#endOffset, leaderEpoch);
    this.#write(batch.bytes, [batch]);
    const ended = this.#producers.end(marker, now);
    if (ended?.isAborted) {
      const { producerId, firstOffset } = ended;
      const lastStableOffset = this.#producers.firstOpenOffset ?? batch.lastOffset + 1n;
      const { lastOffset } = batch;
      this.#segments.active.noteAborted({ producerId, firstOffset, lastOffset, lastStableOffset });
    }
    this.#appended([batch]);
  }

  /**
   * Whole batches from the one that holds `offset` on, at most `maxBytes`; empty at the end of the log.
   * @throws KafkaWireError OFFSET_OUT_OF_RANGE
   */
  read(offset: bigint, maxBytes: number, { atLeastOneBatch = true, committed }: ReadOptions = {}): Buffer {
    this.#checkOpen();
    if (offset < this.#startOffset || offset > this.#endOffset) {
      throw new KafkaWireError(
        'OFFSET_OUT_OF_RANGE',
        `expected an offset from ${this.#startOffset} to ${this.#endOffset}, got ${offset}`,
      );
    }
    const end = committed ? this.lastStableOffset : this.#endOffset;
    if (offset >= end) return Buffer.alloc(0);
    const before = end < this.#endOffset ? end : undefined;
    return this.#disk(() => {
      // A segment may have nothing at or behind the offset where compaction left a gap.
      for (const segment of this.#segments.from(offset)) {
        const bytes = segment.read(offset, Math.min(maxBytes, maxReadBytes), atLeastOneBatch, before);
        if (bytes !== undefined) return bytes;
      }
      return Buffer.alloc(0);
    });
  }

  /** The transactions that a reader of the offsets from `from` up to `upTo` must skip. */
  abortedTransactions(from: bigint, upTo: bigint): AbortedTransaction[] {
    return abortedBetween(this.#segments, from, upTo);
  }

  /** The first record whose timestamp is at least `timestamp`. */
  offsetForTimestamp(timestamp: bigint): TimestampedOffset | undefined {
    this.#checkOpen();
    return this.#disk(() => firstSince(this.#segments, timestamp, this.#startOffset));
  }

  /** The first record with the highest timestamp of the log. */
  maxTimestamp(): TimestampedOffset | undefined {
    if (this.#endOffset === this.#startOffset) return undefined;
    let max = -1n;
    for (const { maxTimestamp } of this.#segments.all) if (maxTimestamp > max) max = maxTimestamp;
    return this.offsetForTimestamp(max);
  }

  /** Calls `listener` after each append and once when the log is closed; returns what takes it off again. */
  onAppend(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Seals the last segment and begins a new one, unless it is empty. */
  roll(): void {
    if (this.#segments.active.size === 0) return;
    this.#disk(() => {
      this.#segments.active.flush();
      this.#segments.active.releaseIndex();
      this.#writeSnapshot();
      this.#segments.push(Segment.create(this.#options.files, this.dir, this.#endOffset));
      this.#isCheckpointed = false;
    });
  }

  /** Brings the log to the disk and notes that it is good up to here: a later start looks only at what follows. */
  flush(): void {
    this.#checkOpen();
    this.#disk(() => this.#checkpoint());
  }

  /**
   * Makes `offset` the first one that can be read, if it is not behind that already, and removes the segments that end before it.
   * @throws KafkaWireError OFFSET_OUT_OF_RANGE
   */
  deleteRecordsBefore(offset: bigint): void {
    this.#checkOpen();
    if (offset < 0n || offset > this.#endOffset) {
      throw new KafkaWireError(
        'OFFSET_OUT_OF_RANGE',
        `expected an offset from 0 to ${this.#endOffset}, got ${offset}`,
      );
    }
    if (offset <= this.#startOffset) return;
    this.#disk(() => writeStartOffset(this.#options.files, this.dir, offset));
    this.#startOffset = offset;
    this.dropSegmentsBefore(offset);
  }

  /** Removes what the topic's retention no longer keeps, and forgets producers; returns how many segments that were. */
  applyRetention(): number {
    this.#checkOpen();
    this.#producers.live(this.#options.clock.now());
    const count = countExpired(this.#segments.all, this.#config, this.#options.clock.now());
    // The last segment is appended to, so another has to be there before it can go.
    if (count === this.#segments.all.length) this.roll();
    const next = this.#segments.all[count];
    if (count > 0 && next) this.dropSegmentsBefore(next.baseOffset);
    return count;
  }

  /** Removes the segments that end before `offset`; the last one stays. */
  dropSegmentsBefore(offset: bigint): void {
    for (let next = this.#segments.all[1]; next && next.baseOffset <= offset; next = this.#segments.all[1]) {
      this.#disk(() => this.#segments.first.remove());
      this.#segments.shift();
      if (next.baseOffset > this.#startOffset) this.#startOffset = next.baseOffset;
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
    for (const segment of this.#segments.all) segment.release();
    this.#notify();
    this.#listeners.clear();
  }

  /** Gives the batches their offsets, and under LogAppendTime their time, which it returns; otherwise −1. */
  #assign(batches: readonly RecordBatch[], now: number): bigint {
    const isLogAppendTime = this.#config.timestampType === 'LogAppendTime';
    let next = this.#endOffset;
    for (const batch of batches) {
      batch.assign(next, leaderEpoch);
      if (isLogAppendTime) batch.setLogAppendTime(BigInt(now));
      next = batch.lastOffset + 1n;
    }
    return isLogAppendTime ? BigInt(now) : -1n;
  }

  #write(bytes: Buffer, batches: readonly RecordBatch[]): void {
    this.#disk(() => this.#dropUnfinishedWrite());
    if (needsNewSegment(this.#segments.active, bytes.length, batches.at(-1) as RecordBatch, this.#config))
      this.roll();
    this.#disk(() => {
      this.#hasUnfinishedWrite = true;
      try {
        this.#segments.active.append(bytes, batches);
        this.#hasUnfinishedWrite = false;
      } finally {
        this.#dropUnfinishedWrite();
      }
    });
  }

  #appended(batches: readonly RecordBatch[]): void {
    this.#endOffset = (batches.at(-1) as RecordBatch).lastOffset + 1n;
    this.#isCheckpointed = false;
    this.#notify();
  }

  /** After a write that failed the file may be longer than the log; when cutting it fails too, the next append tries again. */
  #dropUnfinishedWrite(): void {
    if (!this.#hasUnfinishedWrite) return;
    this.#segments.active.dropUnfinishedWrite();
    this.#hasUnfinishedWrite = false;
  }

  #checkpoint(): void {
    if (this.#isCheckpointed) return;
    this.#dropUnfinishedWrite();
    const { active } = this.#segments;
    active.flush();
    this.#writeSnapshot();
    const { baseOffset: segment, size: position } = active;
    writeCheckpoint(this.#options.files, this.dir, { segment, position, nextOffset: this.#endOffset });
    this.#isCheckpointed = true;
  }

  /** Writes the producers down and removes what was written before, except the last one. */
  #writeSnapshot(): void {
    const { dir, files, clock } = this.#options;
    files.replace(snapshotPath(dir, this.#endOffset), encodeSnapshot(this.#producers.live(clock.now())));
    for (const old of offsetsOf(files.list(dir), 'snapshot').slice(0, -2))
      files.remove(snapshotPath(dir, old));
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
      throw new KafkaWireError('KAFKA_STORAGE_ERROR', `${this.dir}: ${(error as Error).message}`);
    }
  }
}
