import { gunzipSync } from 'node:zlib';
import { KafkaWireError } from '../protocol/errors.ts';
import type { RecordBatch } from './recordBatch.ts';
import { VarintReader } from './varint.ts';

export interface KafkaRecord {
  offset: bigint;
  /** Milliseconds since 1970. */
  timestamp: bigint;
  key: Buffer | null;
  value: Buffer | null;
  headers: { key: string; value: Buffer | null }[];
}

/** Most bytes that a compressed batch may unpack to; more is refused, whatever its header says. */
const maxUnpackedBytes = 128 * 1024 * 1024;

/**
 * The records of a batch, one after the other.
 * @throws KafkaWireError CORRUPT_MESSAGE for bytes that are no records, UNSUPPORTED_COMPRESSION_TYPE for a compression
 * other than gzip, which only the clients need to unpack.
 */
export function* readRecords(batch: RecordBatch): Generator<KafkaRecord> {
  const reader = new VarintReader(unpack(batch));
  const { baseOffset, baseTimestamp, count } = batch;
  const appendTime = batch.isLogAppendTime ? batch.maxTimestamp : undefined;
  for (let i = 0; i < count; i++) {
    const record = new VarintReader(reader.take(reader.varint()));
    record.byte(); // attributes of a record are unused
    const timestampDelta = record.varlong();
    const offsetDelta = record.varint();
    yield {
      offset: baseOffset + BigInt(offsetDelta),
      timestamp: appendTime ?? baseTimestamp + timestampDelta,
      key: nullableBytes(record),
      value: nullableBytes(record),
      headers: readHeaders(record),
    };
  }
}

function unpack(batch: RecordBatch): Buffer {
  switch (batch.compression) {
    case 'none':
      return batch.body;
    case 'gzip':
      return gunzip(batch.body);
    default:
      throw new KafkaWireError(
        'UNSUPPORTED_COMPRESSION_TYPE',
        `the broker unpacks gzip only, not ${batch.compression ?? 'an unknown compression'}`,
      );
  }
}

function gunzip(body: Buffer): Buffer {
  try {
    return gunzipSync(body, { maxOutputLength: maxUnpackedBytes });
  } catch (cause) {
    throw new KafkaWireError(
      'CORRUPT_MESSAGE',
      `the records cannot be unpacked: ${(cause as Error).message}`,
    );
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
