import { describe, expect, it } from 'vitest';
import { SimulatedClock } from '../clock.ts';
import { MemoryFiles } from '../log/memoryFiles.ts';
import type { PartitionLog } from '../log/partitionLog.ts';
import { batchesIn, batchOf, openTestLog, testDir } from '../log/testLog.ts';
import { clean, committedRecords } from './testCleaning.ts';

const day = 24 * 3_600_000;
const config = { compacted: true, deleted: false };

function open(changes: object = {}, files = new MemoryFiles(), clock = new SimulatedClock(1_000)) {
  return { log: openTestLog({ files, clock, config: { ...config, ...changes } }), files, clock };
}

function put(log: PartitionLog, key: string, value: string | null, more: object = {}): void {
  const records = [{ key: Buffer.from(key), value: value === null ? null : Buffer.from(value) }];
  log.append(batchOf([], { records, ...more }));
}

const seen = (log: PartitionLog) =>
  committedRecords(log).map(({ offset, key, value }) => `${offset} ${key}=${value}`);

/** Puts, then seals the segment. */
function filled(values: [string, string | null][], changes: object = {}) {
  const opened = open(changes);
  for (const [key, value] of values) put(opened.log, key, value);
  opened.log.roll();
  return opened;
}

describe('compaction', () => {
  it('keeps the latest record of each key, at its offset, and never touches the segment that is appended to', () => {
    const { log } = filled([
      ['a', '1'],
      ['b', '2'],
      ['a', '3'],
      ['a', '4'],
    ]);
    put(log, 'b', '5');
    expect(clean(log, 1_000)).toBe(true);
    expect(seen(log)).toEqual(['1 b=2', '3 a=4', '4 b=5']);
    expect([log.startOffset, log.endOffset]).toEqual([0n, 5n]);
    expect(clean(log, 1_000)).toBe(false);
    expect(new Set(batchesIn(log.read(0n, 1)).map(({ baseOffset }) => baseOffset))).toEqual(new Set([1n]));
  });

  it('keeps the rest of a batch as it is, with its offsets and times', () => {
    const { log } = open();
    const records = ['a', 'b', 'c'].map((key, i) => ({
      key: Buffer.from(key),
      value: Buffer.from(`${key}1`),
      timestamp: BigInt(1_000 + i),
    }));
    log.append(batchOf([], { records, timestamp: 900n }));
    put(log, 'b', 'b2');
    log.roll();
    clean(log, 2_000);
    const [first] = batchesIn(log.read(0n, 1));
    expect(first).toMatchObject({ baseOffset: 0n, lastOffset: 2n, count: 2, maxTimestamp: 1_002n });
    expect(first?.computeCrc()).toBe(first?.crc);
    expect(seen(log)).toEqual(['0 a=a1', '2 c=c1', '3 b=b2']);
    expect(log.offsetForTimestamp(1_001n)).toEqual({ offset: 2n, timestamp: 1_002n });
    expect(log.maxTimestamp()).toEqual({ offset: 2n, timestamp: 1_002n });
  });

  it('keeps a tombstone for delete.retention.ms from when it first saw it', () => {
    const { log } = filled(
      [
        ['a', '1'],
        ['b', '2'],
        ['a', null],
      ],
      { minCleanableDirtyRatio: 0 },
    );
    clean(log, 10_000);
    expect(seen(log)).toEqual(['1 b=2', '2 a=null']);
    const again = (key: string, now: number) => {
      put(log, key, 'x');
      log.roll();
      expect(clean(log, now)).toBe(true);
    };
    again('c', 10_000 + day);
    expect(seen(log)).toEqual(['1 b=2', '2 a=null', '3 c=x']);
    again('d', 10_001 + day);
    expect(seen(log)).toEqual(['1 b=2', '3 c=x', '4 d=x']);
  });

  it('removes aborted records, keeps open transactions, and the markers as long as they are needed', () => {
    const { log } = open({ minCleanableDirtyRatio: 0 });
    const writer = (producerId: bigint) => ({ producerId, producerEpoch: 0, isTransactional: true });
    const end = (producerId: bigint, type: 'commit' | 'abort') =>
      log.appendMarker({ producerId, producerEpoch: 0, type });
    put(log, 'a', 'old');
    put(log, 'a', 'aborted', { ...writer(1n), baseSequence: 0 });
    put(log, 'b', 'committed', { ...writer(2n), baseSequence: 0 });
    end(1n, 'abort');
    end(2n, 'commit');
    log.roll();
    put(log, 'b', 'open', { ...writer(3n), baseSequence: 0 });
    log.roll();
    clean(log, 10_000);
    expect(seen(log)).toEqual(['0 a=old', '2 b=committed']);
    const controls = () => {
      const offsets: bigint[] = [];
      for (let offset = log.startOffset; offset < log.endOffset; ) {
        for (const batch of batchesIn(log.read(offset, 1))) {
          if (batch.isControl) offsets.push(batch.baseOffset);
          offset = batch.lastOffset + 1n;
        }
      }
      return offsets;
    };
    expect(controls()).toEqual([3n, 4n]);
    end(3n, 'commit');
    put(log, 'c', 'x');
    log.roll();
    clean(log, 10_001 + day);
    expect(seen(log)).toEqual(['0 a=old', '5 b=open', '7 c=x']);
    // That of the abort has had its time; that of the commit has just lost its last record.
    expect(controls()).toEqual([4n, 6n]);
    expect(log.abortedTransactions(0n, log.endOffset)).toEqual([]);
  });

  it('merges what has become small, so that files do not grow in number', () => {
    const { log, files } = open({ segmentBytes: 300 });
    for (let i = 0; i < 200; i++) {
      put(log, `k${i % 3}`, `${i}`);
      if (i % 20 === 19) clean(log, 1_000);
    }
    expect(files.list(testDir).filter((name) => name.endsWith('.log')).length).toBeLessThan(8);
    expect(new Map(committedRecords(log).map(({ key, value }) => [key, value]))).toEqual(
      new Map([
        ['k0', '198'],
        ['k1', '199'],
        ['k2', '197'],
      ]),
    );
  });

  it('goes on where its memory for keys was full', () => {
    const keys = Array.from({ length: 50 }, (_, i) => `k${i}`);
    const { log } = filled(
      [...keys, ...keys].map((key, i) => [key, `${i}`]),
      { segmentBytes: 1_000, minCleanableDirtyRatio: 0 },
    );
    let passes = 0;
    while (clean(log, 1_000, 7)) passes++;
    expect(passes).toBeGreaterThan(50 / 7);
    expect(seen(log)).toEqual(keys.map((key, i) => `${50 + i} ${key}=${50 + i}`));
  });

  it('leaves a log that is closed meanwhile as it was', () => {
    const { log, files } = filled([
      ['a', '1'],
      ['a', '2'],
    ]);
    const before = seen(log);
    log.discard();
    expect(() => clean(log, 1_000)).not.toThrow();
    expect(seen(open({}, files).log)).toEqual(before);
    expect(files.list(testDir).filter((name) => name.includes('cleaned'))).toEqual([]);
  });
});

describe('a crash in the middle of compaction', () => {
  const values: [string, string | null][] = [
    ['a', '1'],
    ['b', '2'],
    ['a', '3'],
    ['c', null],
    ['b', '4'],
  ];

  it.each(['write', 'sync', 'rename', 'remove', 'truncate'] as const)(
    'at any %s leaves the old log or the new one, and the next pass ends it',
    (operation) => {
      const table = (log: PartitionLog) =>
        new Map(committedRecords(log).map(({ key, value }) => [key, value]));
      const latest = new Map([
        ['a', '3'],
        ['c', null],
        ['b', '4'],
        ['d', 'last'],
      ]);
      for (let nth = 1; ; nth++) {
        const { log, files, clock } = filled(values, { segmentBytes: 150 });
        put(log, 'd', 'last');
        log.roll();
        files.failNth(operation, nth);
        let failed = false;
        try {
          clean(log, 1_000);
        } catch {
          failed = true;
        }
        files.forgetFailures();
        const reopened = open({ segmentBytes: 150 }, files, clock).log;
        expect(table(reopened)).toEqual(latest);
        expect(reopened.endOffset).toBe(6n);
        clean(reopened, 1_000);
        expect(table(reopened)).toEqual(latest);
        expect(files.list(testDir).filter((name) => /cleaned|swap/.test(name))).toEqual([]);
        if (!failed) break;
        expect(nth).toBeLessThan(100);
      }
    },
  );
});
