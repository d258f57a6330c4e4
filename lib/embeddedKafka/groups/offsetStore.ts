import type { PartitionLog } from '../log/partitionLog.ts';
import { buildBatch, type RecordToWrite } from '../records/buildBatch.ts';
import { RecordBatch } from '../records/recordBatch.ts';
import { readRecords } from '../records/records.ts';
import {
  type CommittedOffset,
  decodeOffsetKey,
  decodeOffsetValue,
  encodeOffsetKey,
  encodeOffsetValue,
  type OffsetKey,
} from './offsetRecords.ts';

/** An offset with the partition it was committed for. */
export interface OffsetEntry extends CommittedOffset {
  topic: string;
  partition: number;
}

const readBytes = 1024 * 1024;
const recordsInBatch = 1000;
/** The log is rewritten when it has this many records, and this many times more than there are live offsets. */
const rewriteRecords = 20_000;
const rewriteFactor = 4;

/** The committed offsets of all groups: in memory, and as records in a log that is read again at the next start. */
export class OffsetStore {
  readonly #log: PartitionLog;
  /** By group, then by topic and partition. */
  readonly #groups = new Map<string, Map<string, OffsetEntry>>();
  #recordsInLog = 0;

  private constructor(log: PartitionLog) {
    this.#log = log;
  }

  /** Reads back what was committed. `now`: broker time, ms. */
  static open(log: PartitionLog, now: number): OffsetStore {
    const store = new OffsetStore(log);
    store.#replay();
    store.#rewriteWhenOutgrown(now);
    return store;
  }

  /** Groups that have committed something. */
  groupIds(): string[] {
    return [...this.#groups.keys()];
  }

  get(groupId: string, topic: string, partition: number): OffsetEntry | undefined {
    return this.#groups.get(groupId)?.get(entryKey(topic, partition));
  }

  /** All that a group has committed. */
  all(groupId: string): OffsetEntry[] {
    return [...(this.#groups.get(groupId)?.values() ?? [])];
  }

  /** Writes the offsets down, then remembers them: all of them or, when it throws, none. `now`: broker time, ms. */
  commit(groupId: string, entries: readonly OffsetEntry[], now: number): void {
    this.#append(
      entries.map((entry) => toRecord(groupId, entry)),
      now,
    );
    for (const entry of entries) this.#remember(groupId, entry);
    this.#rewriteWhenOutgrown(now);
  }

  /** Forgets all that a group has committed. */
  dropGroup(groupId: string, now: number): void {
    this.#drop(groupId, this.all(groupId), now);
  }

  /** Forgets what all groups have committed for a topic. */
  dropTopic(topic: string, now: number): void {
    for (const groupId of this.groupIds()) {
      const entries = this.all(groupId).filter((entry) => entry.topic === topic);
      this.#drop(groupId, entries, now);
    }
  }

  #drop(groupId: string, entries: readonly OffsetEntry[], now: number): void {
    const tombstones = entries.map(({ topic, partition }) => ({
      key: encodeOffsetKey({ groupId, topic, partition }),
      value: null,
    }));
    this.#append(tombstones, now);
    for (const entry of entries) this.#forget({ groupId, ...entry });
  }

  #replay(): void {
    for (let offset = this.#log.startOffset; offset < this.#log.endOffset; ) {
      const bytes = this.#log.read(offset, readBytes, true);
      for (let start = 0; start < bytes.length; ) {
        const batch = new RecordBatch(bytes, start);
        for (const { key, value } of readRecords(batch)) this.#replayRecord(key, value);
        start += batch.size;
        offset = batch.lastOffset + 1n;
      }
    }
  }

  #replayRecord(key: Buffer | null, value: Buffer | null): void {
    this.#recordsInLog++;
    const decoded = key && decodeOffsetKey(key);
    if (!decoded) return;
    const { groupId, topic, partition } = decoded;
    if (value === null) this.#forget(decoded);
    else this.#remember(groupId, { topic, partition, ...decodeOffsetValue(value) });
  }

  #remember(groupId: string, entry: OffsetEntry): void {
    const entries = this.#groups.get(groupId) ?? new Map<string, OffsetEntry>();
    this.#groups.set(groupId, entries);
    entries.set(entryKey(entry.topic, entry.partition), entry);
  }

  #forget({ groupId, topic, partition }: OffsetKey): void {
    const entries = this.#groups.get(groupId);
    entries?.delete(entryKey(topic, partition));
    if (entries?.size === 0) this.#groups.delete(groupId);
  }

  #append(records: readonly RecordToWrite[], now: number): void {
    for (let start = 0; start < records.length; start += recordsInBatch) {
      const batch = records.slice(start, start + recordsInBatch);
      this.#log.append(buildBatch({ records: batch, timestamp: BigInt(now) }));
      this.#recordsInLog += batch.length;
    }
  }

  /** Writes the live offsets into a new segment and drops the older ones. A crash in between leaves both: no harm. */
  #rewriteWhenOutgrown(now: number): void {
    if (this.#recordsInLog < rewriteRecords) return;
    const live = this.groupIds().flatMap((groupId) =>
      this.all(groupId).map((entry) => toRecord(groupId, entry)),
    );
    if (this.#recordsInLog < rewriteFactor * live.length) return;
    this.#log.roll();
    const start = this.#log.endOffset;
    this.#recordsInLog = 0;
    this.#append(live, now);
    this.#log.flush();
    this.#log.dropSegmentsBefore(start);
  }
}

/** Topic names have no slash. */
function entryKey(topic: string, partition: number): string {
  return `${topic}/${partition}`;
}

function toRecord(groupId: string, entry: OffsetEntry): RecordToWrite {
  const { topic, partition } = entry;
  return { key: encodeOffsetKey({ groupId, topic, partition }), value: encodeOffsetValue(entry) };
}
