import { KafkaWireError } from '../protocol/errors.ts';
import { unpack } from './compression/unpack.ts';
import type { RecordBatch } from './recordBatch.ts';
import { VarintReader } from './varint.ts';

export interface KafkaRecord {
  offset: bigint;
  /** Milliseconds since 1970. */
  timestamp: bigint;
  key: Buffer | null;
  value: Buffer | null;
  headers: { key: string; value: Buffer | null }[];
  /** The record as it stands in the batch, without its length. */
  content: Buffer;
}

/**
 * The records of a batch, one after the other.
 * @throws KafkaWireError CORRUPT_MESSAGE for bytes that are no records, UNSUPPORTED_COMPRESSION_TYPE for a compression
 * that only the clients can unpack.
 */
export function* readRecords(batch: RecordBatch): Generator<KafkaRecord> {
  const reader = new VarintReader(unpack(batch.body, batch.compression));
  const { baseOffset, baseTimestamp, count } = batch;
  const appendTime = batch.isLogAppendTime ? batch.maxTimestamp : undefined;
  for (let i = 0; i < count; i++) {
    const content = reader.take(reader.varint());
    const record = new VarintReader(content);
    record.byte(); // attributes of a record are unused
    const timestampDelta = record.varlong();
    const offsetDelta = record.varint();
    yield {
      offset: baseOffset + BigInt(offsetDelta),
      timestamp: appendTime ?? baseTimestamp + timestampDelta,
      key: nullableBytes(record),
      value: nullableBytes(record),
      headers: readHeaders(record),
      content,
    };
  }
}

function nullableBytes(reader: VarintReader): Buffer | null {
  const length = reader.varint();
  return length === -1 ? null : reader.take(length);
}

function readHeaders(reader: VarintReader): KafkaRecord['headers'] {
  const count = reader.varint();
  // A header takes two bytes at least.
  if (count < 0 || count > reader.remaining / 2) {
    throw new KafkaWireError('CORRUPT_MESSAGE', `a record cannot have ${count} headers`);
  }
  return Array.from({ length: count }, () => ({
    key: reader.take(reader.varint()).toString(),
    value: nullableBytes(reader),
  }));
}
