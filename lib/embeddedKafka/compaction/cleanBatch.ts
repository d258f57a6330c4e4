import { gzipSync } from 'node:zlib';
import { batchHeaderBytes, batchPrefixBytes, deleteHorizonBit, RecordBatch } from '../records/recordBatch.ts';
import { type KafkaRecord, readRecords } from '../records/records.ts';
import { encodeVarint, VarintReader } from '../records/varint.ts';

const compressionBits = 0x07;
const gzipBits = 1;

export interface Cleaning {
  /** Whether the record stays. */
  retain: (record: KafkaRecord) => boolean;
  /** From when on tombstones and markers of the batch may go, ms; undefined when the batch has none to go. */
  deleteHorizonMs: bigint | undefined;
}

/**
 * The batch with the records that stay; undefined when none does. Offsets keep, so that the batch spans what it spanned. A
 * batch of which all stays is the same bytes; another one is compressed again as gzip if it was, otherwise not at all.
 */
export function cleanBatch(batch: RecordBatch, { retain, deleteHorizonMs }: Cleaning): Buffer | undefined {
  const records = [...readRecords(batch)];
  const kept = records.filter(retain);
  if (kept.length === 0) return undefined;
  if (kept.length === records.length && deleteHorizonMs === batch.deleteHorizonMs) {
    return batch.bytes.subarray(batch.start, batch.start + batch.size);
  }
  return rebuilt(batch, kept, deleteHorizonMs);
}

function rebuilt(
  batch: RecordBatch,
  kept: readonly KafkaRecord[],
  deleteHorizonMs: bigint | undefined,
): Buffer {
  const baseTimestamp = deleteHorizonMs ?? batch.baseTimestamp;
  const plain = Buffer.concat(
    kept.map(({ content }) => shifted(content, batch.baseTimestamp - baseTimestamp)),
  );
  const isGzip = batch.compression === 'gzip';
  const body = isGzip ? gzipSync(plain) : plain;
  const bytes = Buffer.allocUnsafe(batchHeaderBytes + body.length);
  batch.bytes.copy(bytes, 0, batch.start, batch.start + batchHeaderBytes);
  body.copy(bytes, batchHeaderBytes);
  const horizon = deleteHorizonMs === undefined ? 0 : deleteHorizonBit;
  const attributes = (batch.attributes & ~compressionBits) | (isGzip ? gzipBits : 0) | horizon;
  bytes.writeInt32BE(bytes.length - batchPrefixBytes, 8);
  bytes.writeInt16BE(attributes, 21);
  bytes.writeBigInt64BE(baseTimestamp, 27);
  bytes.writeBigInt64BE(
    kept.reduce((max, { timestamp }) => (timestamp > max ? timestamp : max), -1n),
    35,
  );
  bytes.writeInt32BE(kept.length, 57);
  bytes.writeUInt32BE(new RecordBatch(bytes).computeCrc(), 17);
  return bytes;
}

/** The record with its length, its timestamp relative to a base that is `later` ms earlier. */
function shifted(content: Buffer, later: bigint): Buffer {
  if (later === 0n) return Buffer.concat([encodeVarint(content.length), content]);
  const reader = new VarintReader(content);
  reader.byte();
  const timestampDelta = reader.varlong();
  const record = Buffer.concat([
    content.subarray(0, 1),
    encodeVarint(timestampDelta + later),
    content.subarray(reader.position),
  ]);
  return Buffer.concat([encodeVarint(record.length), record]);
}
