import type { InternalStoreContext } from '../internalStoreContext.ts';
import type { PersistentKeyValueStore } from '../persistent/persistentKeyValueStore.ts';
import type { StateStore } from '../stateStore.ts';
import { storeClosed } from '../storeClosed.ts';
import { SegmentVersions } from './segmentVersions.ts';
import {
  PUT_RETURN_CODE_NOT_PUT,
  PUT_RETURN_CODE_VALID_TO_UNDEFINED,
  type VersionedBytesStore,
  type VersionedRecord,
} from './versionedKeyValueStore.ts';
import { VersionedTable } from './versionedTable.ts';

/**
 * Keeps versions on the disk, in segments of time by their ends, as Java's RocksDBVersionedStore. What ended longer ago
 * than the history is forgotten; what is as old is dropped and counted.
 */
export class PersistentVersionedStore implements VersionedBytesStore {
  readonly name: string;
  readonly persistent = true;
  readonly historyRetentionMs: number;
  readonly #store: PersistentKeyValueStore;
  readonly #table: VersionedTable;
  #context: InternalStoreContext | undefined;
  #observedTime = -1;

  constructor(store: PersistentKeyValueStore, historyRetentionMs: number, segmentMs: number) {
    this.name = store.name;
    this.historyRetentionMs = historyRetentionMs;
    this.#store = store;
    this.#table = new VersionedTable(store, segmentMs);
  }

  get isOpen(): boolean {
    return this.#context !== undefined;
  }

  init(context: InternalStoreContext, root: StateStore): void {
    this.#context = context;
    this.#store.init(
      {
        stateDir: () => context.stateDir(),
        register: (store) =>
          context.register(store, (key, value, timestamp) => {
            if (!this.#isTooOld(timestamp)) this.#put(key, value, timestamp);
          }),
      },
      root,
    );
  }

  put(key: Buffer, value: Buffer | null, timestamp: number): number {
    const context = this.#opened();
    if (!this.#isTooOld(timestamp)) return this.#put(key, value, timestamp);
    context.dropped(`${this.name}: its time is older than the history`);
    return PUT_RETURN_CODE_NOT_PUT;
  }

  delete(key: Buffer, timestamp: number): VersionedRecord<Buffer> | null {
    const existing = this.#isTooOld(timestamp) ? null : this.get(key, timestamp);
    this.put(key, null, timestamp);
    return existing;
  }

  get(key: Buffer, asOfTimestamp = Number.POSITIVE_INFINITY): VersionedRecord<Buffer> | null {
    this.#opened();
    const latest = this.#table.latest(key);
    if (latest !== null && latest.timestamp <= asOfTimestamp) return latest;
    if (asOfTimestamp === Number.POSITIVE_INFINITY || this.#isTooOld(asOfTimestamp)) return null;
    for (const { versions } of this.#table.segmentsSince(asOfTimestamp, key)) {
      if (versions.nextTime <= asOfTimestamp) return null;
      if (versions.minTime > asOfTimestamp) continue;
      const { value, from } = versions.find(asOfTimestamp);
      return value === null ? null : { value, timestamp: from };
    }
    return null;
  }

  flush(): void {
    this.#store.flush();
  }

  close(): void {
    this.#context = undefined;
    this.#store.close();
  }

  #isTooOld(timestamp: number): boolean {
    return timestamp < this.#observedTime - this.historyRetentionMs;
  }

  #put(key: Buffer, value: Buffer | null, timestamp: number): number {
    this.#observedTime = Math.max(this.#observedTime, timestamp);
    this.#table.removeBefore(this.#observedTime - this.historyRetentionMs);
    const latest = this.#table.latest(key);
    if (latest !== null && latest.timestamp <= timestamp) {
      if (latest.timestamp < timestamp) this.#endVersion(key, latest.value, latest.timestamp, timestamp);
      this.#table.putLatest(key, value, timestamp);
      return PUT_RETURN_CODE_VALID_TO_UNDEFINED;
    }
    return this.#putOlder(key, value, timestamp, latest?.timestamp);
  }

  /** @param nextTime of the version that follows, as far as known */
  #putOlder(key: Buffer, value: Buffer | null, timestamp: number, nextTime: number | undefined): number {
    let next = nextTime;
    for (const { id, versions } of this.#table.segmentsSince(timestamp, key)) {
      if (versions.nextTime <= timestamp) break;
      if (versions.minTime <= timestamp) return this.#putAmong(key, value, timestamp, id, versions);
      next = versions.minTime;
    }
    if (next !== undefined) return this.#putBefore(key, value, timestamp, next);
    if (value !== null) this.#table.putLatest(key, value, timestamp);
    else this.#rememberDeletion(key, timestamp);
    return PUT_RETURN_CODE_VALID_TO_UNDEFINED;
  }

  /** In a segment that has a version which is valid at the time. */
  #putAmong(
    key: Buffer,
    value: Buffer | null,
    timestamp: number,
    id: number,
    versions: SegmentVersions,
  ): number {
    const found = versions.find(timestamp);
    const endsEarlier = this.#table.segmentOf(timestamp) !== id;
    if (found.from === timestamp) {
      versions.update(value, timestamp, found.index);
    } else if (endsEarlier) {
      // The version that was there ends now, in an earlier segment.
      this.#endVersion(key, found.value, found.from, timestamp);
      versions.update(value, timestamp, found.index);
    } else {
      versions.insert(value, timestamp, found.index);
    }
    this.#table.putSegment(id, key, versions);
    return found.to;
  }

  /** Before all versions that are known, but for those that ended earlier. */
  #putBefore(key: Buffer, value: Buffer | null, timestamp: number, next: number): number {
    const id = this.#table.segmentOf(next);
    const versions = this.#table.segment(id, key);
    if (versions === undefined) this.#table.putSegment(id, key, new SegmentVersions(value, timestamp, next));
    else {
      if (versions.nextTime <= timestamp) versions.insertAsLatest(value, timestamp, next);
      else versions.insertAsEarliest(value, timestamp);
      this.#table.putSegment(id, key, versions);
    }
    return next;
  }

  #rememberDeletion(key: Buffer, timestamp: number): void {
    const id = this.#table.segmentOf(timestamp);
    const versions = this.#table.segment(id, key);
    if (versions?.nextTime === timestamp) return;
    if (versions !== undefined) versions.insertAsLatest(null, versions.nextTime, timestamp);
    this.#table.putSegment(id, key, versions ?? new SegmentVersions(null, timestamp, timestamp));
  }

  /** Moves a version to the segment of its end. */
  #endVersion(key: Buffer, value: Buffer | null, from: number, to: number): void {
    const id = this.#table.segmentOf(to);
    const versions = this.#table.segment(id, key);
    versions?.insertAsLatest(value, from, to);
    this.#table.putSegment(id, key, versions ?? new SegmentVersions(value, from, to));
  }

  #opened(): InternalStoreContext {
    if (this.#context !== undefined) return this.#context;
    throw storeClosed(this.name);
  }
}
