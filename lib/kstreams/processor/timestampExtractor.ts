import { KStreamsError } from '../errors.ts';
import type { Headers } from './headers.ts';

/** A record as it came from a topic, key and value deserialised. */
export interface ConsumedRecord {
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
  /** As the producer or the broker set it; negative when unknown. */
  readonly timestamp: number;
  readonly key: unknown;
  readonly value: unknown;
  readonly headers: Headers;
}

/** Tells when a record happened. */
export interface TimestampExtractor {
  /**
   * @param partitionTime greatest timestamp extracted from this partition so far, −1 before the first
   * @returns milliseconds since 1970; the record is dropped when it is negative
   */
  extract(record: ConsumedRecord, partitionTime: number): number;
}

/** The record's own timestamp; a negative one ends the task. The default. */
export const failOnInvalidTimestamp: TimestampExtractor = {
  extract(record) {
    if (record.timestamp >= 0) return record.timestamp;
    throw new KStreamsError(
      'TIMESTAMP_INVALID',
      `Expected a timestamp of 0 or more in ${record.topic}-${record.partition} at offset ${record.offset}, got ${record.timestamp}.`,
      { hint: 'Let the producer set timestamps, or choose another timestamp extractor.' },
    );
  },
};

/** The record's own timestamp; a record with a negative one is dropped and counted. */
export const logAndSkipOnInvalidTimestamp: TimestampExtractor = {
  extract: (record) => record.timestamp,
};

/** The record's own timestamp; for a negative one that of the partition so far. */
export const usePartitionTimeOnInvalidTimestamp: TimestampExtractor = {
  extract(record, partitionTime) {
    if (record.timestamp >= 0) return record.timestamp;
    if (partitionTime >= 0) return partitionTime;
    throw new KStreamsError(
      'TIMESTAMP_INVALID',
      `Expected the first record of ${record.topic}-${record.partition} to have a timestamp of 0 or more, got ${record.timestamp}.`,
    );
  },
};

/** The moment the record is taken up. */
export const wallclockTimestamp: TimestampExtractor = { extract: () => Date.now() };
