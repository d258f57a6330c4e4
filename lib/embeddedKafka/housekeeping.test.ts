import { describe, expect, it, vi } from 'vitest';
import { committedRecords } from './compaction/testCleaning.ts';
import { Housekeeping } from './housekeeping.ts';
import type { PartitionLog } from './log/partitionLog.ts';
import { batchOf } from './log/testLog.ts';
import { AskedBroker } from './testing/askBroker.ts';

const day = 24 * 3_600_000;

function started(configs: Record<string, string>) {
  const broker = new AskedBroker();
  const { catalog, groups, transactions, clock } = broker.parts;
  const [log] = catalog.create('t', {
    partitions: 1,
    configs: { 'segment.bytes': '150', ...configs },
  }).partitions;
  const lines: string[] = [];
  const housekeeping = new Housekeeping({
    ...{ catalog, groups, transactions, clock, log: (line: string) => lines.push(line) },
    config: { retentionCheckMs: 60_000, cleanerBackoffMs: 1_000 },
  });
  const put = (key: string) => log?.append(batchOf([key], { timestamp: BigInt(clock.now()) }));
  return { broker, log: log as PartitionLog, lines, housekeeping, put, clock: broker.clock };
}

describe('housekeeping', () => {
  it('deletes old segments every so often, and goes on after a disk that failed', async () => {
    const { broker, log, lines, put, clock } = started({ 'retention.ms': `${day}` });
    for (let i = 0; i < 10; i++) put(`${i}`);
    // The next check is set once one has ended.
    const pass = async (ms: number) => {
      clock.advance(ms);
      await vi.waitFor(() => expect(clock.pending).toBe(2));
    };
    await pass(day / 2);
    expect(log.startOffset).toBe(0n);
    await pass(day);
    broker.files.failNext('remove');
    await pass(60_000);
    expect(lines).toEqual([expect.stringContaining('ENOSPC')]);
    await pass(60_000);
    expect([log.startOffset, log.endOffset]).toEqual([10n, 10n]);
  });

  it('compacts every so often, also what comes later', async () => {
    const { log, put, clock } = started({ 'cleanup.policy': 'compact' });
    const records = () => committedRecords(log).length;
    for (let round = 1; round <= 2; round++) {
      for (let i = 0; i < 20; i++) put(`${i % 2}`);
      const before = records();
      clock.advance(1_000);
      await vi.waitFor(() => expect(records()).toBeLessThan(before));
      expect(records()).toBeLessThanOrEqual(4);
      // The next round is set once this one has ended.
      await vi.waitFor(() => expect(clock.pending).toBe(2));
    }
  });

  it('leaves no timer behind', () => {
    const { housekeeping, clock } = started({});
    expect(clock.pending).toBe(2);
    housekeeping.close();
    expect(clock.pending).toBe(0);
  });
});
