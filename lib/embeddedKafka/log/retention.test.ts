import { describe, expect, it } from 'vitest';
import { SimulatedClock } from '../clock.ts';
import { MemoryFiles } from './memoryFiles.ts';
import { countExpired } from './retention.ts';
import { batchOf, openTestLog, testConfig, testDir, valuesIn } from './testLog.ts';

const segments = (...sizes: number[]) => sizes.map((size, i) => ({ size, maxTimestamp: BigInt(i * 10) }));
const count = (list: ReturnType<typeof segments>, config: object, now = 0) =>
  countExpired(list, testConfig({ retentionMs: -1, ...config }), now);

describe('countExpired', () => {
  it('counts segments whose newest record is older than retention.ms', () => {
    expect(count(segments(1, 1, 1), { retentionMs: 5 }, 15)).toBe(1);
    expect(count(segments(1, 1, 1), { retentionMs: 5 }, 16)).toBe(2);
    expect(count(segments(1, 1, 1), { retentionMs: 5 }, 100)).toBe(3);
    expect(count(segments(1, 1, 1), { retentionMs: -1 }, 100)).toBe(0);
  });

  it('counts what is more than retention.bytes, in whole segments', () => {
    expect(count(segments(10, 10, 10), { retentionBytes: 20 })).toBe(1);
    expect(count(segments(10, 10, 10), { retentionBytes: 21 })).toBe(0);
    expect(count(segments(10, 10, 10), { retentionBytes: 0 })).toBe(3);
    expect(count(segments(10, 10, 10), { retentionBytes: -1 })).toBe(0);
  });

  it('leaves a last segment alone that waits for its first record, and compacted topics', () => {
    expect(count(segments(10, 0), { retentionMs: 5, retentionBytes: 0 }, 100)).toBe(1);
    expect(count(segments(10, 10), { retentionMs: 5, deleted: false, compacted: true }, 100)).toBe(0);
  });
});

describe('a log with retention', () => {
  const open = (config: object) => {
    const [files, clock] = [new MemoryFiles(), new SimulatedClock(1_000)];
    const log = openTestLog({ files, clock, config: { segmentBytes: 150, ...config } });
    for (let i = 0; i < 10; i++) log.append(batchOf([`${i}`], { timestamp: BigInt(1_000 + i) }));
    return { log, files, clock };
  };
  const logFiles = (files: MemoryFiles) =>
    files.list(testDir).filter((name) => /^\d.*log$/.test(name)).length;

  it('frees the files of old segments, and starts behind them also after a restart', () => {
    const { log, files, clock } = open({ retentionMs: 50 });
    const before = logFiles(files);
    expect(log.applyRetention()).toBe(0);
    clock.advance(56);
    const gone = log.applyRetention();
    expect(gone).toBeGreaterThan(0);
    expect(logFiles(files)).toBe(before - gone);
    const values = valuesIn(log);
    expect(values[0]?.[0]).toBe(log.startOffset);
    expect(valuesIn(openTestLog({ files }))).toEqual(values);
  });

  it('can become empty, and goes on at the next offset', () => {
    const { log, files, clock } = open({ retentionMs: 50 });
    clock.advance(1_000);
    log.applyRetention();
    expect([log.startOffset, log.endOffset, log.size]).toEqual([10n, 10n, 0]);
    expect(openTestLog({ files }).append(batchOf(['x'])).baseOffset).toBe(10n);
  });

  it('stays below its size', () => {
    const { log } = open({ retentionBytes: 400 });
    log.applyRetention();
    expect(log.size).toBeLessThanOrEqual(400 + 150);
    expect(log.endOffset).toBe(10n);
  });

  it('begins a new segment when the first record of the old one is older than segment.ms', () => {
    const { log, files } = open({ segmentBytes: 100_000, segmentMs: 100 });
    expect(logFiles(files)).toBe(1);
    log.append(batchOf(['a'], { timestamp: 1_100n }));
    expect(logFiles(files)).toBe(1);
    log.append(batchOf(['b'], { timestamp: 1_101n }));
    expect(logFiles(files)).toBe(2);
  });
});
