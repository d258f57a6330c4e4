import type { PartitionLog } from '../log/partitionLog.ts';
import { batchesIn } from '../log/testLog.ts';
import { readMarkerType } from '../records/controlRecord.ts';
import { readRecords } from '../records/records.ts';
import { cleanLog, planFor } from './cleanLog.ts';

export interface SeenRecord {
  offset: bigint;
  key: string;
  /** Null for a tombstone. */
  value: string | null;
}

/** Compacts once if the log is dirty enough; returns whether it was. */
export function clean(log: PartitionLog, now: number, keysInPass?: number): boolean {
  const plan = planFor(log, now);
  if (plan !== undefined) for (const _ of cleanLog(log, plan, now, keysInPass));
  return plan !== undefined;
}

/** The records of committed transactions and of none, as a consumer would take them from the beginning. */
export function committedRecords(log: PartitionLog): SeenRecord[] {
  const records: SeenRecord[] = [];
  const isAborted = new Set<bigint>();
  const aborted = log.abortedTransactions(log.startOffset, log.endOffset);
  for (let offset = log.startOffset; offset < log.lastStableOffset; ) {
    const batches = batchesIn(log.read(offset, 1, { committed: true }));
    if (batches.length === 0) break;
    for (const batch of batches) {
      for (const { producerId, firstOffset, lastOffset } of aborted) {
        if (firstOffset <= batch.lastOffset && batch.lastOffset <= lastOffset) isAborted.add(producerId);
      }
      offset = batch.lastOffset + 1n;
      if (batch.isControl) {
        if (readMarkerType(batch) === 'abort') isAborted.delete(batch.producerId);
        continue;
      }
      if (batch.isTransactional && isAborted.has(batch.producerId)) continue;
      for (const { key, value, offset: at } of readRecords(batch)) {
        records.push({ offset: at, key: String(key), value: value === null ? null : value.toString() });
      }
    }
  }
  return records;
}

/** What a table made of the records holds: the latest value of each key, without deleted ones. */
export function tableOf(records: readonly SeenRecord[]): Map<string, string> {
  const table = new Map<string, string>();
  for (const { key, value } of records) {
    if (value === null) table.delete(key);
    else table.set(key, value);
  }
  return table;
}
