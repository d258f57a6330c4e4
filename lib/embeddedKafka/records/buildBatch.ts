import {
  batchHeaderBytes,
  batchPrefixBytes,
  controlBit,
  RecordBatch,
  transactionalBit,
} from './recordBatch.ts';
import { encodeVarint } from './varint.ts';

export interface RecordToWrite {
  key: Buffer | null;
  value: Buffer | null;
  /** Milliseconds since 1970; when missing, the batch's. */
  timestamp?: bigint;
}

export interface BatchToBuild {
  records: readonly RecordToWrite[];
  /** Base timestamp, in ms. */
  timestamp: bigint;
  producerId?: bigint;
  producerEpoch?: number;
  baseSequence?: number;
  isTransactional?: boolean;
  isControl?: boolean;
}

/** An uncompressed record batch with base offset 0, as a producer would send it. At least one record. */
export function buildBatch(batch: BatchToBuild): Buffer {
  const body = Buffer.concat(
    batch.records.map((record, index) => encodeRecord(record, index, batch.timestamp)),
  );
  const bytes = Buffer.alloc(batchHeaderBytes + body.length);
  bytes.writeInt32BE(bytes.length - batchPrefixBytes, 8);
  bytes.writeInt32BE(-1, 12);
  bytes.writeInt8(2, 16);
  bytes.writeInt16BE((batch.isTransactional ? transactionalBit : 0) | (batch.isControl ? controlBit : 0), 21);
  bytes.writeInt32BE(batch.records.length - 1, 23);
  bytes.writeBigInt64BE(batch.timestamp, 27);
  bytes.writeBigInt64BE(maxTimestamp(batch), 35);
  bytes.writeBigInt64BE(batch.producerId ?? -1n, 43);
  bytes.writeInt16BE(batch.producerEpoch ?? -1, 51);
  bytes.writeInt32BE(batch.baseSequence ?? -1, 53);
  bytes.writeInt32BE(batch.records.length, 57);
  body.copy(bytes, batchHeaderBytes);
  bytes.writeUInt32BE(new RecordBatch(bytes).computeCrc(), 17);
  return bytes;
}

function maxTimestamp({ records, timestamp }: BatchToBuild): bigint {
  let max = records[0]?.timestamp ?? timestamp;
  for (const record of records) {
    const own = record.timestamp ?? timestamp;
    if (own > max) max = own;
  }
  return max;
}

function encodeRecord(record: RecordToWrite, offsetDelta: number, baseTimestamp: bigint): Buffer {
  const content = Buffer.concat([
    Buffer.of(0),
    encodeVarint((record.timestamp ?? baseTimestamp) - baseTimestamp),
    encodeVarint(offsetDelta),
    ...nullableBytes(record.key),
    ...nullableBytes(record.value),
    encodeVarint(0),
  ]);
  return Buffer.concat([encodeVarint(content.length), content]);
}

function nullableBytes(bytes: Buffer | null): Buffer[] {
  return bytes === null ? [encodeVarint(-1)] : [encodeVarint(bytes.length), bytes];
}
