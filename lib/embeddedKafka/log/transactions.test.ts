import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { MemoryFiles } from './memoryFiles.ts';
import type { PartitionLog } from './partitionLog.ts';
import { segmentPaths } from './segmentPaths.ts';
import { batchOf, openTestLog, testDir } from './testLog.ts';

const wireError = (error: string) => expect.objectContaining({ error });

class Writer {
  readonly log: PartitionLog;
  readonly producerId: bigint;
  sequence = 0;

  constructor(log: PartitionLog, producerId: bigint) {
    this.log = log;
    this.producerId = producerId;
  }

  write(value: string, producerEpoch = 0) {
    const { producerId, sequence: baseSequence } = this;
    const result = this.log.append(
      batchOf([value], { producerId, producerEpoch, baseSequence, isTransactional: true }),
    );
    this.sequence++;
    return result.baseOffset;
  }

  end(type: 'commit' | 'abort', producerEpoch = 0) {
    this.log.appendMarker({ producerId: this.producerId, producerEpoch, type });
  }
}

/** Offsets: 0 a1, 1 b1, 2 abort a, 3 commit b, 4 a2 (open). */
function interleaved(log: PartitionLog) {
  const [a, b] = [new Writer(log, 1n), new Writer(log, 2n)];
  a.write('a1');
  b.write('b1');
  a.end('abort');
  b.end('commit');
  a.write('a2');
  return { a, b };
}

const aborted = { producerId: 1n, firstOffset: 0n, lastOffset: 2n, lastStableOffset: 1n };

describe('the end of what is stable', () => {
  it('is where the earliest open transaction begins', () => {
    const log = openTestLog();
    const [a, b] = [new Writer(log, 1n), new Writer(log, 2n)];
    log.append(batchOf(['plain']));
    expect(log.lastStableOffset).toBe(1n);
    a.write('a');
    b.write('b');
    expect(log.lastStableOffset).toBe(1n);
    a.end('commit');
    expect(log.lastStableOffset).toBe(2n);
    b.end('abort');
    expect(log.lastStableOffset).toBe(5n);
    expect(log.read(5n, 100, { committed: true })).toHaveLength(0);
  });

  it('is where a reader of committed records stops, in the middle of a segment', () => {
    const log = openTestLog();
    interleaved(log);
    expect(log.lastStableOffset).toBe(4n);
    expect(log.read(0n, 1_000, { committed: true }).length).toBeLessThan(log.read(0n, 1_000).length);
    expect(log.read(4n, 1_000, { committed: true })).toHaveLength(0);
  });
});

describe('aborted transactions', () => {
  it('are found for the offsets that they touch', () => {
    const log = openTestLog();
    interleaved(log);
    expect(log.abortedTransactions(0n, 4n)).toEqual([aborted]);
    expect(log.abortedTransactions(2n, 4n)).toEqual([aborted]);
    expect(log.abortedTransactions(3n, 4n)).toEqual([]);
    expect(log.abortedTransactions(0n, 0n)).toEqual([]);
  });

  it('are found in later segments than they began in', () => {
    const log = openTestLog();
    const a = new Writer(log, 1n);
    a.write('a');
    log.roll();
    log.append(batchOf(['plain']));
    log.roll();
    a.end('abort');
    expect(log.abortedTransactions(0n, 3n)).toMatchObject([{ firstOffset: 0n, lastOffset: 2n }]);
  });

  it('are not made by a marker without a transaction', () => {
    const log = openTestLog();
    new Writer(log, 1n).end('abort', 3);
    expect(log.abortedTransactions(0n, 1n)).toEqual([]);
    expect(() => new Writer(log, 1n).write('late', 2)).toThrow(wireError('INVALID_PRODUCER_EPOCH'));
    expect(() => new Writer(log, 1n).end('abort', 2)).toThrow(wireError('INVALID_PRODUCER_EPOCH'));
  });
});

describe('a log with transactions', () => {
  const state = (log: PartitionLog) => [
    log.endOffset,
    log.lastStableOffset,
    log.abortedTransactions(0n, log.endOffset),
  ];

  it.each(['closed', 'killed', 'closed, and its transaction index lost', 'closed, and its snapshots lost'])(
    'knows them again after it was %s',
    (end) => {
      const files = new MemoryFiles();
      const log = openTestLog({ files });
      const { a } = interleaved(log);
      const before = state(log);
      if (end !== 'killed') log.close();
      if (end.includes('index lost')) {
        files.remove(segmentPaths(testDir, 0n).transactionIndex);
        files.remove(join(testDir, 'checkpoint.json'));
      }
      if (end.includes('snapshots lost')) {
        for (const name of files.list(testDir))
          if (name.endsWith('.snapshot')) files.remove(join(testDir, name));
      }
      const again = openTestLog({ files });
      expect(state(again)).toEqual(before);
      new Writer(again, 1n).end('commit');
      expect(again.lastStableOffset).toBe(6n);
      const next = new Writer(again, 1n);
      next.sequence = a.sequence;
      expect(next.write('a3')).toBe(6n);
    },
  );

  it('cut at any byte, is what it was at the last batch that is whole', () => {
    const files = new MemoryFiles();
    const log = openTestLog({ files });
    const states = [state(log)];
    const a = new Writer(log, 1n);
    const steps = [() => a.write('a1'), () => a.end('abort'), () => a.write('a2'), () => a.end('commit')];
    const sizes = steps.map((step) => {
      step();
      states.push(state(log));
      return log.size;
    });
    const path = segmentPaths(testDir, 0n).log;
    const whole = files.readWhole(path) as Buffer;
    for (let length = 0; length <= whole.length; length++) {
      const cut = new MemoryFiles();
      cut.makeFolder(testDir);
      cut.write(path, 0, whole.subarray(0, length));
      expect(state(openTestLog({ files: cut })), `${length}`).toEqual(
        states[sizes.filter((size) => size <= length).length],
      );
    }
  });
});
