import type { PartitionLog } from '../log/partitionLog.ts';
import { Segment } from '../log/segment.ts';
import { cleanedPath, swapSegments } from '../log/swapSegments.ts';
import type { AbortedTransaction } from '../log/transactionIndex.ts';
import { KafkaWireError } from '../protocol/errors.ts';
import { readMarkerType } from '../records/controlRecord.ts';
import type { RecordBatch } from '../records/recordBatch.ts';
import { type KafkaRecord, readRecords } from '../records/records.ts';
import { cleanBatch } from './cleanBatch.ts';
import { readCleanerOffset, writeCleanerOffset } from './cleanerOffset.ts';
import { OffsetMap } from './offsetMap.ts';
import { type CleaningPlan, groupSegments, planCleaning } from './planCleaning.ts';

/** So many keys are told apart in one pass; what does not fit is for the next one. */
const defaultKeysInPass = 200_000;
const writeBytes = 1024 * 1024;

/** The plan for a log; undefined when there is nothing to do. `now`: broker time, ms. */
export function planFor(log: PartitionLog, now: number): CleaningPlan<Segment> | undefined {
  return planCleaning({
    sealed: log.segments.sealed,
    activeOffset: log.segments.active.baseOffset,
    lastStableOffset: log.lastStableOffset,
    cleanedTo: readCleanerOffset(log.files, log.dir),
    config: log.config,
    now,
  });
}

/**
 * Compacts a log: of each key the latest record stays. Works in steps, so that a broker can answer in between; a log that
 * is closed or cut meanwhile is left as it is. What a step throws is the disk's error.
 */
export function* cleanLog(
  log: PartitionLog,
  plan: CleaningPlan<Segment>,
  now: number,
  keysInPass = defaultKeysInPass,
): Generator<void> {
  const aborted = log.abortedTransactions(plan.segments[0]?.baseOffset ?? 0n, plan.dirtyTo);
  const pass = new Pass(log, aborted, BigInt(now), new OffsetMap(keysInPass));
  const end = yield* pass.mapKeys(plan);
  for (const group of groupSegments(plan.segments, log.config.segmentBytes)) {
    if ((group[0] as Segment).baseOffset >= end) break;
    if (!(yield* pass.rewrite(group, end))) return;
  }
  writeCleanerOffset(log.files, log.dir, end);
}

class Pass {
  readonly #log: PartitionLog;
  readonly #aborted: readonly AbortedTransaction[];
  readonly #now: bigint;
  readonly #latest: OffsetMap;
  /** Producers of whose present transaction records stay: its marker has to stay too. */
  readonly #withRecords = new Set<bigint>();

  constructor(log: PartitionLog, aborted: readonly AbortedTransaction[], now: bigint, latest: OffsetMap) {
    this.#latest = latest;
    this.#log = log;
    this.#aborted = aborted;
    this.#now = now;
  }

  /** Finds the latest offset of each key in the dirty part, as far as they fit; returns where that ends. */
  *mapKeys({ segments, dirtyFrom, dirtyTo }: CleaningPlan<Segment>): Generator<void, bigint> {
    for (const segment of segments) {
      const isClean = segments.some(
        ({ baseOffset }) => baseOffset > segment.baseOffset && baseOffset <= dirtyFrom,
      );
      if (isClean) continue;
      for (const { batch } of segment.scan(0)) {
        if (batch.lastOffset < dirtyFrom || batch.isControl || this.#isAborted(batch)) continue;
        for (const { key, offset } of recordsOf(batch)) {
          if (key !== null && !this.#latest.put(key, offset)) return offset;
        }
        yield;
      }
    }
    return dirtyTo;
  }

  /** Puts one segment in place of the group; false when the log has changed under it. */
  *rewrite(group: readonly Segment[], end: bigint): Generator<void, boolean> {
    const { files, dir } = this.#log;
    const first = group[0] as Segment;
    const last = group.at(-1) as Segment;
    const path = cleanedPath(dir, first.baseOffset);
    files.remove(path);
    files.write(path, 0, Buffer.alloc(0));
    const markers = new Set<bigint>();
    let [pieces, pending, written]: [Buffer[], number, number] = [[], 0, 0];
    const flush = () => {
      files.write(path, written, Buffer.concat(pieces));
      written += pending;
      [pieces, pending] = [[], 0];
    };
    for (const segment of group) {
      for (const { batch } of segment.scan(0)) {
        const bytes = batch.baseOffset < end ? this.#clean(batch, end) : whole(batch);
        if (bytes !== undefined) {
          if (batch.isControl) markers.add(batch.lastOffset);
          pieces.push(Buffer.from(bytes));
          pending += bytes.length;
          if (pending >= writeBytes) flush();
        }
        yield;
      }
    }
    flush();
    if (this.#log.isClosed || !group.every((segment) => this.#log.segments.all.includes(segment))) {
      files.remove(path);
      return false;
    }
    files.sync(path);
    const aborted = group.flatMap((segment) => [...segment.aborted]);
    first.replaceAborted(aborted);
    for (const segment of group) segment.release();
    swapSegments(files, dir, first.baseOffset, last.baseOffset);
    const cleaned = Segment.open(files, dir, first.baseOffset);
    this.#log.segments.replace(first, last, cleaned);
    cleaned.flush();
    cleaned.releaseIndex();
    cleaned.replaceAborted(aborted.filter(({ lastOffset }) => markers.has(lastOffset)));
    return true;
  }

  #clean(batch: RecordBatch, end: bigint): Buffer | undefined {
    if (batch.isControl) return this.#cleanMarker(batch);
    if (this.#isAborted(batch)) return undefined;
    let hasTombstone = false;
    const horizon = batch.deleteHorizonMs;
    const retain = (record: KafkaRecord): boolean => {
      const { key, value, offset } = record;
      if (offset >= end) return true;
      if (key === null) return false;
      const latest = this.#latest.get(key);
      if (latest !== undefined && offset < latest) return false;
      if (value !== null) return true;
      if (horizon !== undefined && horizon < this.#now) return false;
      hasTombstone = true;
      return true;
    };
    try {
      // Whether a tombstone stays is known only once all records were looked at.
      for (const record of readRecords(batch)) retain(record);
      const deleteHorizonMs = horizon ?? (hasTombstone ? this.#deleteHorizon() : undefined);
      const bytes = cleanBatch(batch, { retain, deleteHorizonMs });
      if (bytes !== undefined && batch.isTransactional) this.#withRecords.add(batch.producerId);
      return bytes;
    } catch (error) {
      // What only the clients can unpack stays as it is.
      if (!(error instanceof KafkaWireError)) throw error;
      if (batch.isTransactional) this.#withRecords.add(batch.producerId);
      return whole(batch);
    }
  }

  /** A marker stays as long as records of its transaction do, and then for delete.retention.ms. */
  #cleanMarker(batch: RecordBatch): Buffer | undefined {
    const isNeeded = readMarkerType(batch) !== 'abort' && this.#withRecords.delete(batch.producerId);
    if (isNeeded) return whole(batch);
    const horizon = batch.deleteHorizonMs;
    if (horizon !== undefined && horizon < this.#now) return undefined;
    return cleanBatch(batch, { retain: () => true, deleteHorizonMs: horizon ?? this.#deleteHorizon() });
  }

  #deleteHorizon(): bigint {
    return this.#now + BigInt(this.#log.config.deleteRetentionMs);
  }

  #isAborted({ isTransactional, producerId, baseOffset }: RecordBatch): boolean {
    if (!isTransactional) return false;
    return this.#aborted.some(
      (one) => one.producerId === producerId && one.firstOffset <= baseOffset && baseOffset < one.lastOffset,
    );
  }
}

/** The records of a batch; none of one that only the clients can unpack: its keys hide nothing, and nothing hides them. */
function* recordsOf(batch: RecordBatch): Generator<KafkaRecord> {
  try {
    yield* readRecords(batch);
  } catch (error) {
    if (!(error instanceof KafkaWireError)) throw error;
  }
}

function whole(batch: RecordBatch): Buffer {
  return batch.bytes.subarray(batch.start, batch.start + batch.size);
}
