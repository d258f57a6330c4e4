import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { RecordBatch } from '../records/recordBatch.ts';
import { MemoryFiles } from './memoryFiles.ts';
import { snapshotPath } from './segmentPaths.ts';
import { batchOf, openTestLog, testDir, valuesIn } from './testLog.ts';

const logPath = join(testDir, '00000000000000000000.log');
const checkpointPath = join(testDir, 'checkpoint.json');
const producer = (baseSequence: number) => ({ producerId: 7n, producerEpoch: 0, baseSequence });

/** Three batches of a producer; the broker is killed behind the last, or closed in order. */
function write(files: MemoryFiles, end: 'killed' | 'closed'): void {
  const log = openTestLog({ files });
  log.append(batchOf(['a'], producer(0)));
  log.append(batchOf(['b', 'c'], producer(1)));
  log.append(batchOf(['last', 'one'], producer(3)));
  if (end === 'closed') log.close();
}

const allBytes = (files: MemoryFiles) => files.readWhole(logPath) as Buffer;
const lastBatchStart = batchOf(['a']).length + batchOf(['b', 'c']).length;
const valuesOf = (files: MemoryFiles) => valuesIn(openTestLog({ files })).map(([, value]) => value);

describe('opening after a kill', () => {
  it('cuts off a last batch that is not whole, wherever it ends, and goes on from there', () => {
    const sample = new MemoryFiles();
    write(sample, 'killed');
    const size = allBytes(sample).length;
    for (let end = lastBatchStart; end < size; end++) {
      const files = new MemoryFiles();
      write(files, 'killed');
      files.truncate(logPath, end);

      const log = openTestLog({ files });
      expect(log.endOffset).toBe(3n);
      expect(files.size(logPath)).toBe(lastBatchStart);
      // The producer sends what got no answer again, and it is new.
      expect(log.append(batchOf(['last', 'one'], producer(3)))).toMatchObject({ baseOffset: 3n });
      expect(log.append(batchOf(['b', 'c'], producer(1)))).toMatchObject({ baseOffset: 1n });
      expect(valuesOf(files)).toEqual(['a', 'b', 'c', 'last', 'one']);
    }
  });

  it('keeps everything when nothing is torn', () => {
    const files = new MemoryFiles();
    write(files, 'killed');
    expect(valuesOf(files)).toEqual(['a', 'b', 'c', 'last', 'one']);
    expect(openTestLog({ files }).append(batchOf(['last', 'one'], producer(3)))).toMatchObject({
      baseOffset: 3n,
    });
    expect(files.list(testDir).filter((name) => name.includes('cut-at'))).toEqual([]);
  });

  it('cuts at a batch in which any byte changed, and keeps what it cut', () => {
    const size = batchOf(['b', 'c']).length;
    for (let i = 0; i < size; i++) {
      // The leader epoch (12–15) means nothing on a single node.
      if (i >= 12 && i < 16) continue;
      const files = new MemoryFiles();
      write(files, 'killed');
      const position = batchOf(['a']).length;
      const before = allBytes(files);
      // A base offset that grew is a legal gap for a compacted log; one that shrank is not.
      const changed = i < 8 ? 0xff : before.readUInt8(position + i) ^ 0x10;
      files.write(logPath, position + i, Buffer.of(changed));
      const damaged = allBytes(files);

      const log = openTestLog({ files });
      const isGap = i > 0 && i < 8;
      expect([i, log.endOffset > 1n]).toEqual([i, isGap]);
      if (isGap) continue;
      expect(valuesIn(log)).toEqual([[0n, 'a']]);
      expect(files.readWhole(`${logPath}.cut-at-${position}`)).toEqual(damaged.subarray(position));
    }
  });

  it('cuts off zeros and rubbish', () => {
    for (const rubbish of [Buffer.alloc(500), Buffer.alloc(500, 0xff), Buffer.alloc(500, 0x02)]) {
      const files = new MemoryFiles();
      write(files, 'killed');
      const size = allBytes(files).length;
      files.write(logPath, size, rubbish);
      expect(valuesOf(files)).toEqual(['a', 'b', 'c', 'last', 'one']);
      expect(files.size(logPath)).toBe(size);
    }
  });

  it('looks only at what was appended since the log was last closed', () => {
    const files = new MemoryFiles();
    write(files, 'closed');
    openTestLog({ files }).append(batchOf(['new']));
    files.write(logPath, 30, Buffer.of(0x55));
    expect(openTestLog({ files }).endOffset).toBe(6n);
    files.remove(checkpointPath);
    expect(openTestLog({ files }).endOffset).toBe(0n);
  });

  it('finds the producers again from the last snapshot and what follows', () => {
    const files = new MemoryFiles();
    write(files, 'closed');
    openTestLog({ files }).append(batchOf(['new'], producer(5)));
    const log = openTestLog({ files });
    expect(log.append(batchOf(['new'], producer(5)))).toMatchObject({ baseOffset: 5n });
    expect(log.append(batchOf(['a'], producer(0)))).toMatchObject({ baseOffset: 0n });
    expect(() => log.append(batchOf(['gap'], producer(7)))).toThrow();
    expect(log.append(batchOf(['next'], producer(6)))).toMatchObject({ baseOffset: 6n });
  });

  it('works without snapshot, checkpoint or indexes, and with damaged ones', () => {
    const names = ['checkpoint.json', '00000000000000000000.index', '00000000000000000000.timeindex'];
    const paths = [...names.map((name) => join(testDir, name)), snapshotPath(testDir, 5n)];
    for (const path of paths) {
      for (const damage of [undefined, Buffer.alloc(0), Buffer.from('rubbish, 24 bytes of it.')]) {
        const files = new MemoryFiles();
        write(files, 'closed');
        expect(files.size(path)).toBeDefined();
        if (damage === undefined) files.remove(path);
        else files.replace(path, damage);
        const log = openTestLog({ files });
        expect(valuesIn(log)).toHaveLength(5);
        expect(log.offsetForTimestamp(1000n)).toEqual({ offset: 0n, timestamp: 1000n });
        expect(log.append(batchOf(['last', 'one'], producer(3)))).toMatchObject({ baseOffset: 3n });
      }
    }
  });

  it('goes on in the last of several segments, with the older ones as they were', () => {
    const files = new MemoryFiles();
    const config = { segmentBytes: 400 };
    const first = openTestLog({ files, config });
    first.append(batchOf(['0'], { ...producer(0), timestamp: 0n }));
    first.close(); // its checkpoint is about a segment that is sealed later
    const log = openTestLog({ files, config });
    for (let i = 1; i < 20; i++) log.append(batchOf([`${i}`], { ...producer(i), timestamp: BigInt(i) }));
    const reopened = openTestLog({ files, config });
    expect(valuesIn(reopened)).toEqual(valuesIn(log));
    expect(reopened.append(batchOf(['19'], producer(19)))).toMatchObject({ baseOffset: 19n });
    expect(reopened.append(batchOf(['17'], producer(17)))).toMatchObject({ baseOffset: 17n });
    for (let i = 0n; i < 20n; i++) expect(reopened.offsetForTimestamp(i)?.offset).toBe(i);
    expect(reopened.maxTimestamp()).toEqual({ offset: 19n, timestamp: 19n });
  });
});

describe('opening after a power loss', () => {
  it('keeps what was synced when the log was closed, or its segment sealed', () => {
    const files = new MemoryFiles();
    const config = { segmentBytes: 150 };
    const first = openTestLog({ files, config });
    first.append(batchOf(['a'], producer(0)));
    first.close();
    const second = openTestLog({ files, config });
    for (let i = 1; i < 8; i++) second.append(batchOf([`${i}`], producer(i)));
    files.losePower();
    const values = valuesOf(files);
    expect(values.length).toBeGreaterThanOrEqual(6);
    expect(values).toEqual(['a', '1', '2', '3', '4', '5', '6', '7'].slice(0, values.length));
  });
});

describe('opening after a close', () => {
  it('changes nothing, and closing again writes nothing', () => {
    const files = new MemoryFiles();
    write(files, 'closed');
    const before = files.list(testDir);
    files.failNext('write');
    openTestLog({ files }).close();
    expect(files.list(testDir)).toEqual(before);
    expect(valuesOf(files)).toEqual(['a', 'b', 'c', 'last', 'one']);
  });

  it('finds batches by an index that was read', () => {
    const files = new MemoryFiles();
    const log = openTestLog({ files });
    for (let i = 0; i < 300; i++) log.append(batchOf([`${i}`], { timestamp: BigInt(i) }));
    log.close();
    const reopened = openTestLog({ files });
    for (let i = 0n; i < 300n; i++) {
      expect(new RecordBatch(reopened.read(i, 1)).baseOffset).toBe(i);
      expect(reopened.offsetForTimestamp(i)?.offset).toBe(i);
    }
    expect(reopened.maxTimestamp()?.offset).toBe(299n);
  });
});
