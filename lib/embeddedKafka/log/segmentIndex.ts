import type { RecordBatch } from '../records/recordBatch.ts';
import type { Files } from './files.ts';
import { OffsetIndex } from './offsetIndex.ts';
import { scanBatches } from './scanBatches.ts';
import type { SegmentPaths } from './segmentPaths.ts';
import { TimeIndex } from './timeIndex.ts';

/** Kafka's index.interval.bytes. */
const intervalBytes = 4096;

/** Both indexes of a segment. In memory while the segment is in use, on disk from the time it is sealed. */
export class SegmentIndex {
  readonly #baseOffset: bigint;
  readonly #offsets: OffsetIndex;
  readonly #times: TimeIndex;
  #bytesSinceEntry = 0;
  #max: { timestamp: bigint; relativeOffset: number };

  private constructor(baseOffset: bigint, offsets: OffsetIndex, times: TimeIndex) {
    this.#baseOffset = baseOffset;
    this.#offsets = offsets;
    this.#times = times;
    this.#max = times.last;
  }

  static empty(baseOffset: bigint): SegmentIndex {
    return new SegmentIndex(baseOffset, OffsetIndex.empty(), TimeIndex.empty());
  }

  /** The index as it was written, or undefined when it is missing or cannot belong to `segmentBytes` of log. */
  static read(files: Files, paths: SegmentPaths, segmentBytes: number): SegmentIndex | undefined {
    const offsetBytes = files.readWhole(paths.index);
    const timeBytes = files.readWhole(paths.timeIndex);
    const offsets = offsetBytes && OffsetIndex.decode(offsetBytes, segmentBytes);
    const times = timeBytes && TimeIndex.decode(timeBytes);
    return offsets && times && new SegmentIndex(paths.baseOffset, offsets, times);
  }

  /** Makes the index anew from the first `segmentBytes` of the log. */
  static rebuild(files: Files, paths: SegmentPaths, segmentBytes: number): SegmentIndex {
    const index = SegmentIndex.empty(paths.baseOffset);
    for (const { batch, position } of scanBatches(files, paths.log, 0, segmentBytes))
      index.note(batch, position);
    return index;
  }

  /** Highest timestamp of the segment, −1 when it is empty. */
  get maxTimestamp(): bigint {
    return this.#max.timestamp;
  }

  /** Takes in a batch that was appended at `position`. */
  note(batch: RecordBatch, position: number): void {
    const relativeOffset = Number(batch.lastOffset - this.#baseOffset);
    const timestamp = batch.maxTimestamp;
    if (timestamp > this.#max.timestamp) this.#max = { timestamp, relativeOffset };
    if (this.#bytesSinceEntry > intervalBytes) {
      this.#offsets.add(relativeOffset, position);
      this.#addMaxTimestamp();
      this.#bytesSinceEntry = 0;
    }
    this.#bytesSinceEntry += batch.size;
  }

  /** Position of a batch at or before the one that holds `offset`. */
  positionOf(offset: bigint): number {
    return this.#offsets.lookup(Number(offset - this.#baseOffset));
  }

  /** Position behind which the first record with at least this timestamp is. */
  positionOfTimestamp(timestamp: bigint): number {
    return this.#offsets.lookup(this.#times.lookup(timestamp));
  }

  /** Forgets what lies at `position` and behind, where the batch with `nextOffset` would begin. */
  truncate(position: number, nextOffset: bigint): void {
    this.#offsets.truncate(position);
    this.#times.truncate(Number(nextOffset - this.#baseOffset));
    this.#max = this.#times.last;
  }

  /** Writes both files. The last entry of the time index is then the highest timestamp of the segment. */
  write(files: Files, paths: SegmentPaths): void {
    this.#addMaxTimestamp();
    files.replace(paths.index, this.#offsets.encode());
    files.replace(paths.timeIndex, this.#times.encode());
  }

  #addMaxTimestamp(): void {
    if (this.#max.timestamp >= 0n) this.#times.add(this.#max.timestamp, this.#max.relativeOffset);
  }
}
