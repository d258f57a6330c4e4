import type { KeyValueBytesStore } from '../keyValueStore.ts';
import { readTime, writeTime } from '../timeBytes.ts';
import { plainValueOf, timestampOf, withTimestamp } from '../valueAndTimestampBytes.ts';
import { SegmentVersions } from './segmentVersions.ts';
import type { VersionedRecord } from './versionedKeyValueStore.ts';

const latest = 0;
const older = 1;

/**
 * Where a versioned store keeps its versions in a table of bytes: the latest of each key under `0 | key`, older ones
 * under `1 | segment i64 | key`, by the segment of time in which they ended.
 */
export class VersionedTable {
  readonly #table: KeyValueBytesStore;
  readonly #segmentMs: number;
  /** Of the segments that there may be; undefined before the first look. */
  #lastSegment: number | undefined;
  #firstSegment = 0;

  constructor(table: KeyValueBytesStore, segmentMs: number) {
    this.#table = table;
    this.#segmentMs = segmentMs;
  }

  segmentOf(time: number): number {
    return Math.max(0, Math.floor(time / this.#segmentMs));
  }

  latest(key: Buffer): VersionedRecord<Buffer> | null {
    const bytes = this.#table.get(latestKey(key));
    return bytes && { value: plainValueOf(bytes), timestamp: timestampOf(bytes) };
  }

  putLatest(key: Buffer, value: Buffer | null, timestamp: number): void {
    this.#table.put(latestKey(key), value && withTimestamp(value, timestamp));
  }

  segment(id: number, key: Buffer): SegmentVersions | undefined {
    const bytes = this.#table.get(segmentKey(id, key));
    return bytes === null ? undefined : SegmentVersions.deserialize(bytes);
  }

  putSegment(id: number, key: Buffer, versions: SegmentVersions): void {
    this.#lastSegment = Math.max(this.#last(), id);
    this.#table.put(segmentKey(id, key), versions.serialize());
  }

  /** The segments that have versions of a key which ended at `time` or later, the newest first. */
  *segmentsSince(time: number, key: Buffer): Generator<{ id: number; versions: SegmentVersions }> {
    for (let id = this.#last(); id >= Math.max(this.segmentOf(time), this.#firstSegment); id--) {
      const versions = this.segment(id, key);
      if (versions !== undefined) yield { id, versions };
    }
  }

  /** Removes the segments that ended before `time`. */
  removeBefore(time: number): void {
    const first = this.segmentOf(time);
    if (first <= this.#firstSegment) return;
    this.#firstSegment = first;
    const none = Buffer.alloc(0);
    // No key equals a bound: all are longer.
    for (const { key } of this.#table.range(segmentKey(0, none), segmentKey(first, none))) {
      this.#table.put(key, null);
    }
  }

  #last(): number {
    if (this.#lastSegment !== undefined) return this.#lastSegment;
    const entries = this.#table.reverseRange(Buffer.of(older), Buffer.of(older + 1));
    const entry = entries.next();
    entries.close();
    this.#lastSegment = entry.done ? -1 : readTime(entry.value.key, 1);
    return this.#lastSegment;
  }
}

function latestKey(key: Buffer): Buffer {
  return Buffer.concat([Buffer.of(latest), key]);
}

function segmentKey(id: number, key: Buffer): Buffer {
  const bytes = Buffer.allocUnsafe(9 + key.length);
  bytes[0] = older;
  writeTime(bytes, id, 1);
  key.copy(bytes, 9);
  return bytes;
}
