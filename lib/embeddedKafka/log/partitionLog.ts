import type { Clock } from '../clock.ts';
import type { Files } from './files.ts';
import type { LogConfig } from './logConfig.ts';

export interface PartitionLogOptions {
  /** Folder of this partition, `<topic>-<partition>`; created when missing. */
  dir: string;
  files: Files;
  clock: Clock;
  config: LogConfig;
}

export interface AppendResult {
  /** Offset of the first record appended (of the batch appended before, when this one is its repetition). */
  baseOffset: bigint;
  /** Broker time of the append in ms under LogAppendTime, otherwise −1. */
  logAppendTime: bigint;
}

export interface TimestampedOffset {
  offset: bigint;
  /** Milliseconds since 1970. */
  timestamp: bigint;
}

/** One partition: segments of raw record batches on disk, with indexes by offset and by time. */
export class PartitionLog {
  /** Opens the log in `dir`, repairing what a crash left behind. */
  static open(_options: PartitionLogOptions): PartitionLog {
    throw new Error('unfinished');
  }

  /** First offset that can be read. */
  get startOffset(): bigint {
    throw new Error('unfinished');
  }

  /** Offset of the next record; with a single replica also the high watermark. */
  get endOffset(): bigint {
    throw new Error('unfinished');
  }

  /**
   * Appends one or more record batches (magic 2), all or none. `batches` is patched in place: offsets are assigned in it.
   * @throws KafkaWireError with the answer the client gets.
   */
  append(_batches: Buffer): AppendResult {
    throw new Error('unfinished');
  }

  /**
   * Whole batches from the one that holds `offset` on, at most `maxBytes`; empty at the end of the log.
   * `atLeastOneBatch` returns the first batch even when it is larger.
   * @throws KafkaWireError OFFSET_OUT_OF_RANGE
   */
  read(_offset: bigint, _maxBytes: number, _atLeastOneBatch: boolean): Buffer {
    throw new Error('unfinished');
  }

  /** The first record whose timestamp is at least `timestamp`. */
  offsetForTimestamp(_timestamp: bigint): TimestampedOffset | undefined {
    throw new Error('unfinished');
  }

  /** The first record with the highest timestamp of the log. */
  maxTimestamp(): TimestampedOffset | undefined {
    throw new Error('unfinished');
  }

  /** Calls `listener` after each append and once when the log is closed; returns what takes it off again. */
  onAppend(_listener: () => void): () => void {
    throw new Error('unfinished');
  }

  /** Writes indexes and producer state, syncs and lets go of the files. A closed log answers UNKNOWN_TOPIC_OR_PARTITION. */
  close(): void {
    throw new Error('unfinished');
  }
}
