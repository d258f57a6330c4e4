import { describe, expect, it, vi } from 'vitest';
import { SimulatedClock } from '../clock.ts';
import { decodeWithKafkajs, encodeWithKafkajs } from '../records/kafkajsRecords.ts';
import { RecordBatch } from '../records/recordBatch.ts';
import { MemoryFiles } from './memoryFiles.ts';
import { batchesIn, batchOf, openTestLog, testDir, valuesIn } from './testLog.ts';

const wireError = (error: string) => expect.objectContaining({ name: 'KafkaWireError', error });
const logFiles = (files: MemoryFiles) => files.list(testDir).filter((name) => name.endsWith('.log'));

describe('append', () => {
  it('gives offsets and keeps everything else as it came', async () => {
    const log = openTestLog();
    const sent = await encodeWithKafkajs({ records: [{ key: 'k', value: 'v', timestamp: 5 }], gzip: true });
    const asSent = Buffer.from(sent);
    expect(log.append(batchOf(['a', 'b']))).toEqual({ baseOffset: 0n, logAppendTime: -1n });
    expect(log.append(sent)).toEqual({ baseOffset: 2n, logAppendTime: -1n });
    expect([log.startOffset, log.endOffset]).toEqual([0n, 3n]);

    const stored = log.read(2n, 1000);
    expect(stored.subarray(16)).toEqual(asSent.subarray(16));
    expect(await decodeWithKafkajs(stored)).toMatchObject({ firstOffset: '2' });
  });

  it('takes several batches as one, all or none', () => {
    const log = openTestLog();
    expect(log.append(Buffer.concat([batchOf(['a', 'b']), batchOf(['c'])]))).toMatchObject({
      baseOffset: 0n,
    });
    expect(() => log.append(Buffer.concat([batchOf(['d']), Buffer.alloc(70)]))).toThrow(
      wireError('UNSUPPORTED_FOR_MESSAGE_FORMAT'),
    );
    expect(valuesIn(log)).toEqual([
      [0n, 'a'],
      [1n, 'b'],
      [2n, 'c'],
    ]);
  });

  it('stamps records with its own time under LogAppendTime', async () => {
    const clock = new SimulatedClock(5000);
    const log = openTestLog({ clock, config: { timestampType: 'LogAppendTime' } });
    const sent = batchOf(['a'], { producerId: 1n, producerEpoch: 0, baseSequence: 0 });
    expect(log.append(Buffer.from(sent))).toEqual({ baseOffset: 0n, logAppendTime: 5000n });
    clock.advance(10);
    expect(log.append(Buffer.from(sent))).toEqual({ baseOffset: 0n, logAppendTime: 5000n });
    const stored = new RecordBatch(log.read(0n, 1000));
    expect(stored.computeCrc()).toBe(stored.crc);
    expect((await decodeWithKafkajs(stored.bytes)).records[0]?.timestamp).toBe('5000');
    expect(log.offsetForTimestamp(4000n)).toEqual({ offset: 0n, timestamp: 5000n });
  });

  it('answers a repeated batch with its first offset and stores it once', () => {
    const log = openTestLog();
    const sent = batchOf(['a', 'b'], { producerId: 1n, producerEpoch: 0, baseSequence: 0 });
    log.append(batchOf(['x']));
    log.append(Buffer.from(sent));
    log.append(batchOf(['y']));
    expect(log.append(Buffer.from(sent))).toEqual({ baseOffset: 1n, logAppendTime: -1n });
    expect(log.endOffset).toBe(4n);
  });

  it.each([0, 30, 75])('is whole again after a write that broke off behind %i bytes', (writtenBytes) => {
    const files = new MemoryFiles();
    const log = openTestLog({ files });
    const idempotent = { producerId: 1n, producerEpoch: 0 };
    log.append(batchOf(['a'], { ...idempotent, baseSequence: 0 }));
    files.failNext('write', writtenBytes);
    expect(() => log.append(batchOf(['lost'], { ...idempotent, baseSequence: 1 }))).toThrow(
      wireError('KAFKA_STORAGE_ERROR'),
    );
    expect(log.endOffset).toBe(1n);
    expect(log.append(batchOf(['b'], { ...idempotent, baseSequence: 1 }))).toMatchObject({ baseOffset: 1n });
    const reopened = openTestLog({ files });
    expect(valuesIn(reopened)).toEqual(valuesIn(log));
    expect(valuesIn(log).map(([, value]) => value)).toEqual(['a', 'b']);
  });

  it('cuts a broken write off before the next one when that was not possible at once', () => {
    const files = new MemoryFiles();
    const log = openTestLog({ files });
    files.failNext('write', batchOf(['a long value']).length);
    files.failNext('truncate');
    expect(() => log.append(batchOf(['a long value']))).toThrow(wireError('KAFKA_STORAGE_ERROR'));
    files.failNext('truncate');
    expect(() => log.append(batchOf(['b']))).toThrow(wireError('KAFKA_STORAGE_ERROR'));
    log.append(batchOf(['c']));
    expect(valuesIn(openTestLog({ files }))).toEqual([[0n, 'c']]);
  });

  it('tells whoever listens, until they stop', () => {
    const log = openTestLog();
    const listener = vi.fn();
    const stop = log.onAppend(listener);
    log.append(batchOf(['a']));
    expect(listener).toHaveBeenCalledTimes(1);
    expect(() => log.append(Buffer.alloc(0))).toThrow();
    expect(listener).toHaveBeenCalledTimes(1);
    stop();
    log.append(batchOf(['b']));
    expect(listener).toHaveBeenCalledTimes(1);
    log.onAppend(listener);
    log.close();
    expect(listener).toHaveBeenCalledTimes(2);
  });
});

describe('read', () => {
  const filled = (config = {}) => {
    const log = openTestLog({ config });
    for (let i = 0; i < 50; i++) log.append(batchOf([`${2 * i}`, `${2 * i + 1}`.padEnd(400, '.')]));
    return log;
  };
  const size = batchOf(['10', '11'.padEnd(400, '.')]).length;

  it.each([{}, { segmentBytes: 3000 }])('finds every offset, in the batch that holds it (%j)', (config) => {
    const log = filled(config);
    for (let offset = 0n; offset < log.endOffset; offset++) {
      const [first] = batchesIn(log.read(offset, 1));
      expect(first?.baseOffset).toBe(offset - (offset % 2n));
    }
    expect(valuesIn(log)).toHaveLength(100);
  });

  it('returns whole batches, as many as fit', () => {
    const log = filled();
    const counts = [size - 1, size, 2 * size - 1, 2 * size, 5 * size + 3].map(
      (maxBytes) => batchesIn(log.read(20n, maxBytes, { atLeastOneBatch: false })).length,
    );
    expect(counts).toEqual([0, 1, 1, 2, 5]);
    expect(batchesIn(log.read(20n, 0))).toHaveLength(1);
    expect(batchesIn(log.read(20n, 1_000_000))).toHaveLength(40);
  });

  it('is empty at the end, and refuses offsets outside the log', () => {
    const log = filled();
    expect(log.read(100n, 1000)).toHaveLength(0);
    expect(openTestLog().read(0n, 1000)).toHaveLength(0);
    expect(() => log.read(101n, 1000)).toThrow(wireError('OFFSET_OUT_OF_RANGE'));
    expect(() => log.read(-1n, 1000)).toThrow(wireError('OFFSET_OUT_OF_RANGE'));
  });

  it('goes on behind segments that were dropped', () => {
    const log = filled({ segmentBytes: 3000 });
    log.dropSegmentsBefore(50n);
    expect(log.startOffset).toBeGreaterThan(30n);
    expect(log.startOffset).toBeLessThanOrEqual(50n);
    expect(() => log.read(0n, 1000)).toThrow(wireError('OFFSET_OUT_OF_RANGE'));
    expect(valuesIn(log)[0]?.[0]).toBe(log.startOffset);
  });

  it('names the disk when that fails', () => {
    const files = new MemoryFiles();
    const log = openTestLog({ files });
    log.append(batchOf(['a']));
    files.failNext('read');
    expect(() => log.read(0n, 100)).toThrow(wireError('KAFKA_STORAGE_ERROR'));
    expect(log.read(0n, 100)).not.toHaveLength(0);
  });

  it('is refused once the log is closed', () => {
    const log = openTestLog();
    log.close();
    log.close();
    expect(() => log.read(0n, 1)).toThrow(wireError('UNKNOWN_TOPIC_OR_PARTITION'));
    expect(() => log.append(batchOf(['a']))).toThrow(wireError('UNKNOWN_TOPIC_OR_PARTITION'));
  });
});

describe('segments', () => {
  it('are begun anew when the next batch would make them too large', () => {
    const files = new MemoryFiles();
    const size = batchOf(['0']).length;
    const log = openTestLog({ files, config: { segmentBytes: 2 * size } });
    for (let i = 0; i < 5; i++) log.append(batchOf([`${i}`]));
    expect(logFiles(files)).toEqual(['0', '2', '4'].map((offset) => `${offset.padStart(20, '0')}.log`));
    expect(log.size).toBe(5 * size);
  });

  it('are not begun when the old one cannot be synced', () => {
    const files = new MemoryFiles();
    const log = openTestLog({ files, config: { segmentBytes: 100 } });
    log.append(batchOf(['0']));
    files.failNext('sync');
    expect(() => log.append(batchOf(['lost']))).toThrow(wireError('KAFKA_STORAGE_ERROR'));
    expect(log.append(batchOf(['1']))).toMatchObject({ baseOffset: 1n });
    expect(valuesIn(openTestLog({ files })).map(([, value]) => value)).toEqual(['0', '1']);
  });
});

describe('timestamps', () => {
  const stamped = (timestamps: bigint[]) =>
    batchOf([], {
      timestamp: timestamps[0] as bigint,
      records: timestamps.map((timestamp) => ({ key: null, value: Buffer.from('v'), timestamp })),
    });

  it.each([{}, { segmentBytes: 200 }])('find the first record that is not older (%j)', (config) => {
    const log = openTestLog({ config });
    expect(log.maxTimestamp()).toBeUndefined();
    expect(log.offsetForTimestamp(0n)).toBeUndefined();
    log.append(stamped([100n, 300n, 200n]));
    log.append(stamped([50n, 60n]));
    log.append(stamped([400n, 500n, 500n]));
    log.append(stamped([450n]));
    const found = (timestamp: bigint) => log.offsetForTimestamp(timestamp)?.offset;
    expect([0n, 100n, 101n, 300n, 301n, 401n, 500n].map(found)).toEqual([0n, 0n, 1n, 1n, 5n, 6n, 6n]);
    expect(found(501n)).toBeUndefined();
    expect(log.maxTimestamp()).toEqual({ offset: 6n, timestamp: 500n });
  });

  it('are found by the index in a log of many batches', () => {
    const log = openTestLog({ config: { segmentBytes: 20_000 } });
    for (let i = 0; i < 600; i++) log.append(stamped([BigInt(i * 10), BigInt(i * 10 + 5)]));
    for (let i = 0; i < 6000; i += 35) {
      expect(log.offsetForTimestamp(BigInt(i))?.offset).toBe(BigInt(Math.ceil(i / 5)));
    }
  });

  it('are read out of gzip, and guessed by the batch for what only clients unpack', async () => {
    const log = openTestLog();
    const records = [1000, 2000, 3000].map((timestamp) => ({ key: null, value: 'v', timestamp }));
    log.append(await encodeWithKafkajs({ records, gzip: true }));
    const lz4 = await encodeWithKafkajs({
      records: records.map((r) => ({ ...r, timestamp: r.timestamp + 5000 })),
    });
    lz4.writeInt16BE(3, 21);
    lz4.writeUInt32BE(new RecordBatch(lz4).computeCrc(), 17);
    log.append(lz4);
    expect(log.offsetForTimestamp(1500n)).toEqual({ offset: 1n, timestamp: 2000n });
    expect(log.offsetForTimestamp(4000n)).toEqual({ offset: 3n, timestamp: 6000n });
    expect(log.offsetForTimestamp(7000n)).toEqual({ offset: 3n, timestamp: 8000n });
  });
});
