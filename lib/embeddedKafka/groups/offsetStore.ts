import type { PartitionLog } from '../log/partitionLog.ts';
import { StateLog, type TransactionalWriter } from '../log/stateLog.ts';
import type { RecordToWrite } from '../records/buildBatch.ts';
import { type Marker, readMarkerType } from '../records/controlRecord.ts';
import type { RecordBatch } from '../records/recordBatch.ts';
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

interface PendingOffset {
  groupId: string;
  entry: OffsetEntry;
  order: number;
}

/**
 * The committed offsets of all groups: in memory, and as records in a log that is read again at the next start. Those of
 * a transaction are pending until its marker is in the log.
 */
export class OffsetStore {
  readonly #log: PartitionLog;
  readonly #state: StateLog;
  /** By group, then by topic and partition. */
  readonly #groups = new Map<string, Map<string, { entry: OffsetEntry; order: number }>>();
  /** By producer. */
  readonly #pending = new Map<bigint, PendingOffset[]>();
  /** Counts the records: of two for the same partition the later one counts, also when its transaction ended first. */
  #order = 0;

  private constructor(log: PartitionLog) {
    this.#log = log;
    this.#state = new StateLog(log);
  }

  /** Reads back what was committed. `now`: broker time, ms. */
  static open(log: PartitionLog, now: number): OffsetStore {
    const store = new OffsetStore(log);
    store.#state.replay((batch) => store.#replay(batch));
    store.#rewriteWhenOutgrown(now);
    return store;
  }

  /** Groups that have committed something. */
  groupIds(): string[] {
    return [...this.#groups.keys()];
  }

  get(groupId: string, topic: string, partition: number): OffsetEntry | undefined {
    return this.#groups.get(groupId)?.get(entryKey(topic, partition))?.entry;
  }

  /** All that a group has committed. */
  all(groupId: string): OffsetEntry[] {
    return [...(this.#groups.get(groupId)?.values() ?? [])].map(({ entry }) => entry);
  }

  /** Whether an open transaction will commit an offset here. */
  isPending(groupId: string, topic: string, partition: number): boolean {
    for (const offsets of this.#pending.values()) {
      const isHere = (one: PendingOffset) =>
        one.groupId === groupId && one.entry.topic === topic && one.entry.partition === partition;
      if (offsets.some(isHere)) return true;
    }
    return false;
  }

  /** Writes the offsets down, then remembers them: all of them or, when it throws, none. `now`: broker time, ms. */
  commit(groupId: string, entries: readonly OffsetEntry[], now: number): void {
    this.#state.append(
      entries.map((entry) => toRecord(groupId, entry)),
      now,
    );
    for (const entry of entries) this.#remember(groupId, entry);
    this.#rewriteWhenOutgrown(now);
  }

  /** Like {@link commit}, but they count only when the producer's transaction is committed. */
  commitLater(
    groupId: string,
    entries: readonly OffsetEntry[],
    writer: TransactionalWriter,
    now: number,
  ): void {
    this.#state.append(
      entries.map((entry) => toRecord(groupId, entry)),
      now,
      writer,
    );
    for (const entry of entries) this.#addPending(writer.producerId, groupId, entry);
  }

  /** Ends a producer's transaction: its offsets count now, or never. */
  endTransaction(marker: Marker, now: number): void {
    this.#log.appendMarker(marker);
    this.#end(marker.producerId, marker.type === 'commit');
    this.#rewriteWhenOutgrown(now);
  }

  /** Forgets all that a group has committed. */
  dropGroup(groupId: string, now: number): void {
    this.drop(groupId, this.all(groupId), now);
  }

  /** Forgets what all groups have committed for a topic. */
  dropTopic(topic: string, now: number): void {
    for (const groupId of this.groupIds()) {
      const entries = this.all(groupId).filter((entry) => entry.topic === topic);
      this.drop(groupId, entries, now);
    }
  }

  /** Forgets single offsets of a group. */
  drop(groupId: string, entries: readonly OffsetEntry[], now: number): void {
    const tombstones = entries.map(({ topic, partition }) => ({
      key: encodeOffsetKey({ groupId, topic, partition }),
      value: null,
    }));
    this.#state.append(tombstones, now);
    for (const entry of entries) this.#forget({ groupId, ...entry });
  }

  #replay(batch: RecordBatch): void {
    if (batch.isControl) {
      this.#end(batch.producerId, readMarkerType(batch) === 'commit');
      return;
    }
    for (const { key, value } of readRecords(batch)) {
      const decoded = key && decodeOffsetKey(key);
      if (!decoded) continue;
      const { groupId, topic, partition } = decoded;
      if (value === null) {
        this.#forget(decoded);
        continue;
      }
      const entry = { topic, partition, ...decodeOffsetValue(value) };
      if (batch.isTransactional) this.#addPending(batch.producerId, groupId, entry);
      else this.#remember(groupId, entry);
    }
  }

  #addPending(producerId: bigint, groupId: string, entry: OffsetEntry): void {
    const offset = { groupId, entry, order: this.#order++ };
    const offsets = this.#pending.get(producerId);
    if (offsets) offsets.push(offset);
    else this.#pending.set(producerId, [offset]);
  }

  #end(producerId: bigint, isCommitted: boolean): void {
    const offsets = this.#pending.get(producerId) ?? [];
    this.#pending.delete(producerId);
    if (!isCommitted) return;
    for (const { groupId, entry, order } of offsets) this.#remember(groupId, entry, order);
  }

  #remember(groupId: string, entry: OffsetEntry, order = this.#order++): void {
    const entries = this.#groups.get(groupId) ?? new Map<string, { entry: OffsetEntry; order: number }>();
    this.#groups.set(groupId, entries);
    const key = entryKey(entry.topic, entry.partition);
    const known = entries.get(key);
    if (known === undefined || known.order < order) entries.set(key, { entry, order });
  }

  #forget({ groupId, topic, partition }: OffsetKey): void {
    const entries = this.#groups.get(groupId);
    entries?.delete(entryKey(topic, partition));
    if (entries?.size === 0) this.#groups.delete(groupId);
  }

  #rewriteWhenOutgrown(now: number): void {
    const live = () =>
      this.groupIds().flatMap((groupId) => this.all(groupId).map((entry) => toRecord(groupId, entry)));
    this.#state.rewriteWhenOutgrown(live, now);
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
