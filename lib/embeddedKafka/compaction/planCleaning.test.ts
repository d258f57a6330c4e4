import { describe, expect, it } from 'vitest';
import { testConfig } from '../log/testLog.ts';
import { groupSegments, type LogToClean, planCleaning } from './planCleaning.ts';

const segment = (baseOffset: bigint, size = 100, maxTimestamp = 0n) => ({
  baseOffset,
  size,
  maxTimestamp,
  firstTimestamp: maxTimestamp,
});
type TestSegment = ReturnType<typeof segment>;

const plan = ({
  config,
  ...changes
}: Partial<Omit<LogToClean<TestSegment>, 'config'>> & { config?: object } = {}) => {
  const planned = planCleaning({
    sealed: [segment(0n), segment(10n), segment(20n)],
    activeOffset: 30n,
    lastStableOffset: 40n,
    cleanedTo: 0n,
    now: 1000,
    config: testConfig({ compacted: true, ...config }),
    ...changes,
  });
  return (
    planned && [planned.segments.map(({ baseOffset }) => baseOffset), planned.dirtyFrom, planned.dirtyTo]
  );
};

describe('planCleaning', () => {
  it('takes all sealed segments of a log that was never compacted', () => {
    expect(plan()).toEqual([[0n, 10n, 20n], 0n, 30n]);
    expect(plan({ config: { compacted: false } })).toBeUndefined();
    expect(plan({ sealed: [] })).toBeUndefined();
  });

  it('begins where it ended before, when enough has come since', () => {
    expect(plan({ cleanedTo: 10n })).toEqual([[0n, 10n, 20n], 10n, 30n]);
    expect(plan({ cleanedTo: 20n })).toBeUndefined();
    expect(plan({ cleanedTo: 20n, config: { minCleanableDirtyRatio: 0.3 } })).toEqual([
      [0n, 10n, 20n],
      20n,
      30n,
    ]);
    expect(plan({ cleanedTo: 25n, config: { minCleanableDirtyRatio: 0 } })).toEqual([
      [0n, 10n, 20n],
      25n,
      30n,
    ]);
    expect(plan({ cleanedTo: 30n, config: { minCleanableDirtyRatio: 0 } })).toBeUndefined();
  });

  it('does not wait longer than max.compaction.lag.ms', () => {
    expect(plan({ cleanedTo: 20n, config: { maxCompactionLagMs: 1000 } })).toBeUndefined();
    expect(plan({ cleanedTo: 20n, config: { maxCompactionLagMs: 999 } })).toEqual([[0n, 10n, 20n], 20n, 30n]);
  });

  it('leaves open transactions and young segments alone', () => {
    expect(plan({ lastStableOffset: 25n })).toEqual([[0n, 10n], 0n, 20n]);
    expect(plan({ lastStableOffset: 9n })).toBeUndefined();
    const sealed = [segment(0n), segment(10n, 100, 900n), segment(20n)];
    expect(plan({ sealed, config: { minCompactionLagMs: 101 } })).toEqual([[0n], 0n, 10n]);
    expect(plan({ sealed, config: { minCompactionLagMs: 100 } })).toEqual([[0n, 10n, 20n], 0n, 30n]);
  });
});

describe('groupSegments', () => {
  it('merges neighbours up to the size of a segment', () => {
    const sizes = [[50, 50, 60], [10], [100], [0, 100]].flat();
    const segments = sizes.map((size, i) => segment(BigInt(i), size));
    const grouped = groupSegments(segments, 100).map((group) => group.map(({ size }) => size));
    expect(grouped).toEqual([[50, 50], [60, 10], [100, 0], [100]]);
  });

  it('does not merge what lies too far apart for an index', () => {
    const segments = [segment(0n, 1), segment(2n ** 30n - 1n, 1), segment(2n ** 30n, 1)];
    expect(groupSegments(segments, 100).map(({ length }) => length)).toEqual([2, 1]);
  });
});
