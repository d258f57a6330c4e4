import { KafkaWireError } from '../protocol/errors.ts';
import { batchHeaderBytes, batchPrefixBytes, RecordBatch } from '../records/recordBatch.ts';
import { readRecords } from '../records/records.ts';
import type { LogConfig } from './logConfig.ts';

/**
 * The batches in what a producer sent for one partition, each of them fit to be stored. Nothing is changed.
 * @param now broker time, ms
 * @throws KafkaWireError with the answer the producer gets: one bad batch refuses all.
 */
export function checkBatches(bytes: Buffer, config: LogConfig, now: number): RecordBatch[] {
  const batches: RecordBatch[] = [];
  for (let start = 0; start < bytes.length; ) {
    const batch = batchAt(bytes, start, config.maxMessageBytes);
    checkHeader(batch);
    checkProducer(batch);
    if (config.timestampType === 'CreateTime') checkTimestamp(batch, config, now);
    if (config.compacted) checkKeys(batch);
    batches.push(batch);
    start += batch.size;
  }
  if (batches.length === 0) throw new KafkaWireError('INVALID_RECORD', 'expected a record batch, got none');
  if (bytes.length > config.segmentBytes) {
    throw new KafkaWireError(
      'RECORD_LIST_TOO_LARGE',
      `expected at most a segment of ${config.segmentBytes} bytes, got ${bytes.length}`,
    );
  }
  return batches;
}

function batchAt(bytes: Buffer, start: number, maxBytes: number): RecordBatch {
  const left = bytes.length - start;
  const batch = new RecordBatch(bytes, start);
  // All magics have length and magic at the same places.
  if (left > batchPrefixBytes + 4 && batch.magic < 2) {
    throw new KafkaWireError('UNSUPPORTED_FOR_MESSAGE_FORMAT', `expected magic 2, got ${batch.magic}`);
  }
  if (left < batchHeaderBytes) throw corrupt(`a header of ${batchHeaderBytes} bytes`, `${left}`);
  if (batch.size < batchHeaderBytes || batch.size > left) {
    throw corrupt(`a batch of ${batchHeaderBytes} to ${left} bytes`, `${batch.size}`);
  }
  if (batch.magic !== 2) throw corrupt('magic 2', `${batch.magic}`);
  if (batch.size > maxBytes) {
    throw new KafkaWireError(
      'MESSAGE_TOO_LARGE',
      `expected at most ${maxBytes} bytes a batch, got ${batch.size}`,
    );
  }
  return batch;
}

function checkHeader(batch: RecordBatch): void {
  const crc = batch.computeCrc();
  if (batch.crc !== crc) throw corrupt(`CRC ${crc}`, `${batch.crc}`);
  if (batch.baseOffset !== 0n) throw invalid('base offset 0', batch.baseOffset);
  if (batch.count < 1 || batch.lastOffsetDelta !== batch.count - 1) {
    throw invalid('a last offset delta of count − 1', `${batch.lastOffsetDelta}, count ${batch.count}`);
  }
  if (batch.isControl) throw invalid('records', 'a control batch, which only brokers write');
  if (batch.compression === undefined) throw invalid('a compression of Kafka', 'another');
  if (batch.isLogAppendTime) {
    throw new KafkaWireError(
      'INVALID_TIMESTAMP',
      'expected timestamps of the producer, got those of a broker',
    );
  }
}

function checkProducer(batch: RecordBatch): void {
  if (batch.producerId < 0n) {
    // Epoch and sequence mean something only with an id: kafkajs sends zeros without one.
    if (batch.isTransactional) throw invalid('a producer id in a transaction', batch.producerId);
    return;
  }
  if (batch.producerEpoch < 0) throw invalid('a producer epoch from 0', batch.producerEpoch);
  if (batch.baseSequence < 0) throw invalid('a sequence from 0', batch.baseSequence);
}

function checkTimestamp(batch: RecordBatch, config: LogConfig, now: number): void {
  const { maxTimestamp } = batch;
  // −1: the producer gave none.
  if (maxTimestamp < 0n) return;
  const aheadMs = Number(maxTimestamp) - now;
  if (aheadMs > config.timestampAfterMaxMs || -aheadMs > config.timestampBeforeMaxMs) {
    throw new KafkaWireError(
      'INVALID_TIMESTAMP',
      `expected timestamps up to ${config.timestampBeforeMaxMs} ms before and ${config.timestampAfterMaxMs} ms after ${now}, got ${maxTimestamp}`,
    );
  }
}

/** Without a key a record could never be compacted away. Kafka refuses it as well. */
function checkKeys(batch: RecordBatch): void {
  try {
    for (const record of readRecords(batch)) {
      if (record.key === null)
        throw invalid('a key in every record of a compacted topic', 'a record without');
    }
  } catch (error) {
    const isUnreadable = error instanceof KafkaWireError && error.error === 'UNSUPPORTED_COMPRESSION_TYPE';
    if (!isUnreadable) throw error;
  }
}

function corrupt(expected: string, got: string): KafkaWireError {
  return new KafkaWireError('CORRUPT_MESSAGE', `expected ${expected}, got ${got}`);
}

function invalid(expected: string, got: string | number | bigint): KafkaWireError {
  return new KafkaWireError('INVALID_RECORD', `expected ${expected}, got ${got}`);
}
