import { KafkaWireError } from '../protocol/errors.ts';
import { batchHeaderBytes, batchSizeAt, RecordBatch } from '../records/recordBatch.ts';
import { readRecords } from '../records/records.ts';
import type { Files } from './files.ts';
import { scanBatches } from './scanBatches.ts';
import { SegmentIndex } from './segmentIndex.ts';
import { type SegmentPaths, segmentPaths } from './segmentPaths.ts';
import type { TimestampedOffset } from './timestampedOffset.ts';
import {
  type AbortedTransaction,
  decodeTransactionIndex,
  encodeTransactionIndex,
} from './transactionIndex.ts';

/*
 * On disk, as Kafka lays it out, a partition is a folder `<topic>-<partition>`:
 *
 *   00000000000000000000.log        record batches as the producers sent them, one behind the other
 *   00000000000000000000.index      offset → position in the .log file, sparse
 *   00000000000000000000.timeindex  timestamp → offset, sparse
 *   00000000000000000000.txnindex   aborted transactions that ended in this segment; missing when there are none
 *   00000000000000004711.log        the next segment: its name is the offset of its first record
 *   00000000000000004711.snapshot   what is known of the producers before that offset
 *   checkpoint.json                 up to where the log is known to be good
 *   log-start-offset                the first offset that may be read, when clients have deleted records
 *   cleaner-offset                  up to where the log has been compacted
 */

/** The window in which the headers of the batches between an index entry and the wanted offset are looked at. */
const walkWindow = Buffer.alloc(8192);

const nothing = Buffer.alloc(0);
const copyChunkBytes = 1024 * 1024;

/** One file of batches with its indexes. Only the last segment of a log is appended to. */
export class Segment {
  readonly #files: Files;
  readonly #paths: SegmentPaths;
  #size: number;
  #index: SegmentIndex | undefined;
  #aborted: AbortedTransaction[] | undefined;
  #hasNewAborted = false;
  #sealedMaxTimestamp: bigint | undefined;
  #firstTimestamp: bigint | undefined;

  private constructor(files: Files, paths: SegmentPaths, size: number, index: SegmentIndex | undefined) {
    this.#files = files;
    this.#paths = paths;
    this.#size = size;
    this.#index = index;
  }

  /** A new, empty segment. What a crash left under its name is emptied. */
  static create(files: Files, dir: string, baseOffset: bigint): Segment {
    const paths = segmentPaths(dir, baseOffset);
    files.truncate(paths.log, 0);
    files.remove(paths.transactionIndex);
    return new Segment(files, paths, 0, SegmentIndex.empty(baseOffset));
  }

  /** A segment that is on disk; its index is read when first needed, and made anew if it is of no use. */
  static open(files: Files, dir: string, baseOffset: bigint): Segment {
    const paths = segmentPaths(dir, baseOffset);
    return new Segment(files, paths, files.size(paths.log) ?? 0, undefined);
  }

  get baseOffset(): bigint {
    return this.#paths.baseOffset;
  }

  /** Bytes of the log file. */
  get size(): number {
    return this.#size;
  }

  /** Highest timestamp, −1 when the segment is empty. */
  get maxTimestamp(): bigint {
    if (this.#index) return this.#index.maxTimestamp;
    if (this.#sealedMaxTimestamp === undefined) this.releaseIndex();
    return this.#sealedMaxTimestamp as bigint;
  }

  /** Highest timestamp of the first batch, −1 when there is none: from it the age of the segment counts. */
  get firstTimestamp(): bigint {
    if (this.#firstTimestamp === undefined) {
      const [first] = this.scan(0);
      if (first === undefined) return -1n;
      this.#firstTimestamp = first.batch.maxTimestamp;
    }
    return this.#firstTimestamp;
  }

  /** Aborted transactions whose markers are in this segment, in the order of the markers. */
  get aborted(): readonly AbortedTransaction[] {
    this.#aborted ??= decodeTransactionIndex(this.#files.readWhole(this.#paths.transactionIndex) ?? nothing);
    return this.#aborted;
  }

  get index(): SegmentIndex {
    this.#index ??= this.#readIndex(this.#size);
    return this.#index;
  }

  /** Takes the indexes up to `position` only, where the batch with `nextOffset` would begin. */
  openIndex(position: number, nextOffset: bigint): void {
    this.#index = this.#readIndex(position, nextOffset);
    this.#dropAbortedFrom(nextOffset);
  }

  /** Lets go of the index in memory: that of a sealed segment is on the disk. */
  releaseIndex(): void {
    this.#sealedMaxTimestamp = this.index.maxTimestamp;
    this.#index = undefined;
  }

  /** Puts `transactions` in place of the aborted ones, on disk too. */
  replaceAborted(transactions: readonly AbortedTransaction[]): void {
    if (transactions.length > 0 || this.aborted.length > 0)
      this.#files.replace(this.#paths.transactionIndex, encodeTransactionIndex(transactions));
    this.#aborted = [...transactions];
    this.#hasNewAborted = false;
  }

  /** Remembers a transaction whose abort marker has just been appended or found. */
  noteAborted(transaction: AbortedTransaction): void {
    this.#aborted = [...this.aborted, transaction];
    this.#hasNewAborted = true;
  }

  /** Writes checked batches that lie in `bytes` one behind the other. Nothing has changed when it throws. */
  append(bytes: Buffer, batches: readonly RecordBatch[]): void {
    this.#files.write(this.#paths.log, this.#size, bytes);
    for (const batch of batches) this.index.note(batch, this.#size + batch.start);
    this.#size += bytes.length;
  }

  /** Cuts the file to what is known to be written: takes away the rest of a write that failed. */
  dropUnfinishedWrite(): void {
    this.#files.truncate(this.#paths.log, this.#size);
  }

  /** As PartitionLog.read; undefined when no batch ends at `offset` or behind. Batches from `before` on are left out. */
  read(offset: bigint, maxBytes: number, atLeastOneBatch: boolean, before?: bigint): Buffer | undefined {
    const first = this.#locate(offset);
    if (first === undefined) return undefined;
    const limit = atLeastOneBatch ? Math.max(first.size, maxBytes) : maxBytes;
    const end = (before === undefined ? undefined : this.#locate(before)?.position) ?? this.#size;
    const length = Math.max(0, Math.min(limit, end - first.position));
    const bytes = Buffer.allocUnsafe(length);
    this.#files.read(this.#paths.log, first.position, bytes, 0, length);
    return first.position + length === end ? bytes : bytes.subarray(0, wholeBatches(bytes));
  }

  /** The first record at `from` or behind with at least this timestamp. */
  offsetForTimestamp(timestamp: bigint, from: bigint): TimestampedOffset | undefined {
    if (this.maxTimestamp < timestamp) return undefined;
    for (const { batch } of this.scan(this.index.positionOfTimestamp(timestamp))) {
      if (batch.maxTimestamp < timestamp || batch.lastOffset < from) continue;
      const found = firstRecordSince(batch, timestamp, from);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  /** All batches from `position` on. */
  scan(position: number): ReturnType<typeof scanBatches> {
    return scanBatches(this.#files, this.#paths.log, position, this.#size);
  }

  /** Cuts off what is at `position` and behind, where the batch with `nextOffset` would begin. */
  truncate(position: number, nextOffset: bigint): void {
    this.#files.truncate(this.#paths.log, position);
    this.#size = position;
    this.index.truncate(position, nextOffset);
    this.#dropAbortedFrom(nextOffset);
  }

  /** Copies what is at `position` and behind to a file that nobody reads, for a person to look at. */
  keepAside(position: number): void {
    const aside = `${this.#paths.log}.cut-at-${position}`;
    for (let done = position; done < this.#size; done += copyChunkBytes) {
      const chunk = Buffer.allocUnsafe(Math.min(copyChunkBytes, this.#size - done));
      this.#files.read(this.#paths.log, done, chunk, 0, chunk.length);
      this.#files.write(aside, done - position, chunk);
    }
    this.#files.release(aside);
  }

  /** Brings log and indexes to the disk. */
  flush(): void {
    this.#files.sync(this.#paths.log);
    this.index.write(this.#files, this.#paths);
    if (this.#hasNewAborted)
      this.#files.replace(this.#paths.transactionIndex, encodeTransactionIndex(this.aborted));
    this.#hasNewAborted = false;
  }

  release(): void {
    this.#files.release(this.#paths.log);
  }

  remove(): void {
    const { log, index, timeIndex, transactionIndex } = this.#paths;
    for (const path of [log, index, timeIndex, transactionIndex]) this.#files.remove(path);
  }

  #dropAbortedFrom(offset: bigint): void {
    const kept = this.aborted.filter(({ lastOffset }) => lastOffset < offset);
    this.#hasNewAborted ||= kept.length < this.aborted.length;
    this.#aborted = kept;
  }

  /** The index of the first `size` bytes, from its files if they are of use. */
  #readIndex(size: number, nextOffset?: bigint): SegmentIndex {
    const written = SegmentIndex.read(this.#files, this.#paths, this.#size);
    if (nextOffset !== undefined) written?.truncate(size, nextOffset);
    // The highest timestamp is always written: without one the file was damaged (or no record has a timestamp).
    const isUsable = written !== undefined && written.maxTimestamp >= 0n;
    return isUsable ? written : SegmentIndex.rebuild(this.#files, this.#paths, size);
  }

  /** Position and size of the first batch that ends at `offset` or behind. */
  #locate(offset: bigint): { position: number; size: number } | undefined {
    let position = this.index.positionOf(offset);
    while (position < this.#size) {
      const wanted = Math.min(walkWindow.length, this.#size - position);
      const window = walkWindow.subarray(
        0,
        this.#files.read(this.#paths.log, position, walkWindow, 0, wanted),
      );
      let start = 0;
      while (start + batchHeaderBytes <= window.length) {
        const batch = new RecordBatch(window, start);
        if (batch.size < batchHeaderBytes) break;
        if (batch.lastOffset >= offset) return { position: position + start, size: batch.size };
        start += batch.size;
      }
      if (start === 0) throw damaged(this.#paths.log, position);
      position += start;
    }
    return undefined;
  }
}

/** How many of the bytes belong to batches that are whole. */
function wholeBatches(bytes: Buffer): number {
  let end = 0;
  while (end + batchHeaderBytes <= bytes.length) {
    const size = batchSizeAt(bytes, end);
    if (size < batchHeaderBytes || end + size > bytes.length) break;
    end += size;
  }
  return end;
}

function damaged(path: string, position: number): KafkaWireError {
  return new KafkaWireError('CORRUPT_MESSAGE', `expected a record batch in ${path} at byte ${position}`);
}

function firstRecordSince(
  batch: RecordBatch,
  timestamp: bigint,
  from: bigint,
): TimestampedOffset | undefined {
  try {
    for (const record of readRecords(batch)) {
      if (record.timestamp >= timestamp && record.offset >= from)
        return { offset: record.offset, timestamp: record.timestamp };
    }
    return undefined;
  } catch (error) {
    // A compression that only the clients unpack: no record before the batch qualifies, one inside does.
    if (!(error instanceof KafkaWireError)) throw error;
    const first = batch.baseTimestamp;
    return { offset: batch.baseOffset, timestamp: first >= timestamp ? first : batch.maxTimestamp };
  }
}
