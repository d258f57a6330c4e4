import { createRequire } from 'node:module';

/** kafkajs's own encoder of record batches: for tests, so that ours is not checked against itself only. */
const require = createRequire(import.meta.url);
const Long = require('kafkajs/src/utils/long');
const Encoder = require('kafkajs/src/protocol/encoder');
const Decoder = require('kafkajs/src/protocol/decoder');
const { RecordBatch } = require('kafkajs/src/protocol/recordBatch/v0');
const Record = require('kafkajs/src/protocol/recordBatch/record/v0');
const decode = require('kafkajs/src/protocol/recordBatch/v0/decoder');
const kafkajsCrc32c = require('kafkajs/src/protocol/recordBatch/crc32C');

export interface KafkajsRecord {
  key: string | null;
  value: string | null;
  /** Milliseconds. */
  timestamp: number;
  headers?: Record<string, string>;
}

export interface KafkajsBatch {
  records: KafkajsRecord[];
  gzip?: boolean;
  producerId?: number;
  producerEpoch?: number;
  firstSequence?: number;
}

/** The bytes that kafkajs would put into a Produce request. */
export async function encodeWithKafkajs(batch: KafkajsBatch): Promise<Buffer> {
  const timestamps = batch.records.map(({ timestamp }) => timestamp);
  const first = timestamps[0] ?? 0;
  const encoded = await RecordBatch({
    compression: batch.gzip ? 1 : 0,
    firstTimestamp: first,
    maxTimestamp: Math.max(...timestamps),
    lastOffsetDelta: batch.records.length - 1,
    producerId: Long.fromValue(batch.producerId ?? -1),
    producerEpoch: batch.producerEpoch ?? 0,
    firstSequence: batch.firstSequence ?? 0,
    records: batch.records.map(({ timestamp, ...record }, offsetDelta) =>
      Record({ ...record, offsetDelta, timestampDelta: timestamp - first }),
    ),
  });
  return encoded.buffer;
}

/** What kafkajs makes of a batch that it fetched. */
export async function decodeWithKafkajs(bytes: Buffer): Promise<{
  firstOffset: string;
  maxTimestamp: string;
  producerId: string;
  records: { key: Buffer | null; value: Buffer | null; timestamp: string; offset: string }[];
}> {
  return decode(new Decoder(bytes));
}

export function crc32cOfKafkajs(bytes: Buffer): number {
  return kafkajsCrc32c(bytes);
}

export function varintOfKafkajs(value: number): Buffer {
  return new Encoder().writeVarInt(value).buffer;
}

export function varlongOfKafkajs(value: bigint): Buffer {
  return new Encoder().writeVarLong(Long.fromString(value.toString())).buffer;
}
