import type { Clock } from '../clock.ts';
import type { RecordBatch } from '../records/recordBatch.ts';
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

export interface AppendOptions {
  /** The broker writes to its own topic: no sequences, and as large a batch as it needs. */
  fromCoordinator?: boolean;
  /** Throws for a batch of a transaction that the partition is not part of. */
  authorize?: (batch: RecordBatch) => void;
}

export interface ReadOptions {
  /** The first batch is returned even when it is larger than the limit. */
  atLeastOneBatch?: boolean;
  /** Stops at the last stable offset: what behind it belongs to open transactions is left out. */
  committed?: boolean;
}
