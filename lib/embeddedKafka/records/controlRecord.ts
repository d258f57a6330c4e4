import { buildBatch } from './buildBatch.ts';
import type { RecordBatch } from './recordBatch.ts';
import { readRecords } from './records.ts';

/*
 * The marker that ends a transaction in a partition: a control batch with one record.
 *   key    version int16 = 0, type int16: 0 abort, 1 commit
 *   value  version int16 = 0, coordinatorEpoch int32
 */
const types = { abort: 0, commit: 1 } as const;

export type MarkerType = keyof typeof types;

/** How a transaction of a producer ended. */
export interface Marker {
  producerId: bigint;
  producerEpoch: number;
  type: MarkerType;
}

/** A single node has been the coordinator from the beginning. */
export const coordinatorEpoch = 0;

/** @param timestamp broker time, ms */
export function buildMarker({ producerId, producerEpoch, type }: Marker, timestamp: bigint): Buffer {
  const key = Buffer.alloc(4);
  key.writeInt16BE(types[type], 2);
  const value = Buffer.alloc(6);
  value.writeInt32BE(coordinatorEpoch, 2);
  return buildBatch({
    records: [{ key, value }],
    timestamp,
    producerId,
    producerEpoch,
    isTransactional: true,
    isControl: true,
  });
}

/** What a control batch says; undefined for control records of other kinds, and for one that compaction has emptied. */
export function readMarkerType(batch: RecordBatch): MarkerType | undefined {
  const [record] = readRecords(batch);
  const key = record?.key;
  if (!key || key.length < 4) return undefined;
  const type = key.readInt16BE(2);
  return type === types.abort ? 'abort' : type === types.commit ? 'commit' : undefined;
}
