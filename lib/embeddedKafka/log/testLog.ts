import { SimulatedClock } from '../clock.ts';
import { type BatchToBuild, buildBatch } from '../records/buildBatch.ts';
import { RecordBatch } from '../records/recordBatch.ts';
import { readRecords } from '../records/records.ts';
import { TopicConfig } from '../topics/topicConfig.ts';
import type { LogConfig } from './logConfig.ts';
import { MemoryFiles } from './memoryFiles.ts';
import { PartitionLog } from './partitionLog.ts';

/** The folder of the log that {@link openTestLog} opens. */
export const testDir = '/data/topic-0';

export interface TestLogOptions {
  files?: MemoryFiles;
  clock?: SimulatedClock;
  config?: Partial<LogConfig>;
}

export function testConfig(config: Partial<LogConfig> = {}): LogConfig {
  return {
    ...TopicConfig.parse({}).log,
    segmentBytes: 1_000_000,
    maxMessageBytes: 100_000,
    timestampAfterMaxMs: Number.MAX_SAFE_INTEGER,
    ...config,
  };
}

/** A log in memory; give the same files again to reopen it. */
export function openTestLog(options: TestLogOptions = {}): PartitionLog {
  const { files = new MemoryFiles(), clock = new SimulatedClock(1000) } = options;
  return PartitionLog.open({ dir: testDir, files, clock, config: testConfig(options.config) });
}

/** A batch with a record for each value; the key is the value too. */
export function batchOf(values: readonly string[], options: Partial<BatchToBuild> = {}): Buffer {
  const records = values.map((value) => ({ key: Buffer.from(value), value: Buffer.from(value) }));
  return buildBatch({ timestamp: 1000n, ...options, records: options.records ?? records });
}

/** The batches in what a log returned. */
export function batchesIn(bytes: Buffer): RecordBatch[] {
  const batches: RecordBatch[] = [];
  for (let start = 0; start < bytes.length; start += new RecordBatch(bytes, start).size) {
    batches.push(new RecordBatch(bytes, start));
  }
  return batches;
}

/** All values in the log from `from` on, each with its offset, read batch by batch. */
export function valuesIn(log: PartitionLog, from = log.startOffset): [offset: bigint, value: string][] {
  const values: [bigint, string][] = [];
  for (let offset = from; offset < log.endOffset; ) {
    const batches = batchesIn(log.read(offset, 1));
    for (const batch of batches) {
      for (const record of readRecords(batch)) {
        if (record.offset >= from) values.push([record.offset, record.value?.toString() ?? '']);
      }
    }
    offset = (batches.at(-1) as RecordBatch).lastOffset + 1n;
  }
  return values;
}
