import { describe, expect, it } from 'vitest';
import type { KafkaErrorName } from '../protocol/errors.ts';
import { encodeWithKafkajs } from '../records/kafkajsRecords.ts';
import { RecordBatch } from '../records/recordBatch.ts';
import { checkBatches } from './checkBatches.ts';
import { batchOf, testConfig } from './testLog.ts';

const config = testConfig({ segmentBytes: 1000, maxMessageBytes: 500, timestampAfterMaxMs: 3_600_000 });
const now = 1000;

/** Changes a good batch, and gives it the checksum that fits. */
function changed(change: (bytes: Buffer) => void): Buffer {
  const bytes = batchOf(['a', 'b']);
  change(bytes);
  bytes.writeUInt32BE(new RecordBatch(bytes).computeCrc(), 17);
  return bytes;
}

const bad: [string, KafkaErrorName, Buffer][] = [
  ['nothing', 'INVALID_RECORD', Buffer.alloc(0)],
  ['a cut header', 'CORRUPT_MESSAGE', batchOf(['a']).subarray(0, 60)],
  ['a cut batch', 'CORRUPT_MESSAGE', batchOf(['a']).subarray(0, -1)],
  ['bytes behind the batch', 'CORRUPT_MESSAGE', Buffer.concat([batchOf(['a']), Buffer.from('xyz')])],
  ['a length below the header', 'CORRUPT_MESSAGE', changed((bytes) => bytes.writeInt32BE(48, 8))],
  ['a negative length', 'CORRUPT_MESSAGE', batchOf(['a']).fill(0xff, 8, 12)],
  ['magic 0', 'UNSUPPORTED_FOR_MESSAGE_FORMAT', changed((bytes) => bytes.writeInt8(0, 16))],
  ['magic 1', 'UNSUPPORTED_FOR_MESSAGE_FORMAT', changed((bytes) => bytes.writeInt8(1, 16))],
  ['magic 3', 'CORRUPT_MESSAGE', changed((bytes) => bytes.writeInt8(3, 16))],
  ['another checksum', 'CORRUPT_MESSAGE', batchOf(['a']).fill(7, 17, 18)],
  ['a changed record', 'CORRUPT_MESSAGE', batchOf(['abc']).fill('x', 70, 71)],
  ['a base offset', 'INVALID_RECORD', changed((bytes) => bytes.writeBigInt64BE(1n, 0))],
  ['a count of 0', 'INVALID_RECORD', changed((bytes) => bytes.writeInt32BE(0, 57))],
  ['a count that disagrees', 'INVALID_RECORD', changed((bytes) => bytes.writeInt32BE(3, 57))],
  ['a control batch', 'INVALID_RECORD', changed((bytes) => bytes.writeInt16BE(0x20, 21))],
  ['compression 5', 'INVALID_RECORD', changed((bytes) => bytes.writeInt16BE(5, 21))],
  ['times of a broker', 'INVALID_TIMESTAMP', changed((bytes) => bytes.writeInt16BE(8, 21))],
  ['a transaction of nobody', 'INVALID_RECORD', changed((bytes) => bytes.writeInt16BE(16, 21))],
  ['a time too far ahead', 'INVALID_TIMESTAMP', batchOf(['a'], { timestamp: 3_601_001n })],
  ['a producer without epoch', 'INVALID_RECORD', batchOf(['a'], { producerId: 1n, baseSequence: 0 })],
  ['a producer without sequence', 'INVALID_RECORD', batchOf(['a'], { producerId: 1n, producerEpoch: 0 })],
  ['a batch over max.message.bytes', 'MESSAGE_TOO_LARGE', batchOf(['x'.repeat(300)])],
  [
    'more than a segment',
    'RECORD_LIST_TOO_LARGE',
    Buffer.concat(Array.from({ length: 3 }, () => batchOf(['x'.repeat(200)]))),
  ],
  [
    'a good batch and a bad one',
    'INVALID_RECORD',
    Buffer.concat([batchOf(['a']), changed((b) => b.writeInt16BE(0x20, 21))]),
  ],
];

describe('checkBatches', () => {
  it.each(bad)('refuses %s with %s', (_, error, bytes) => {
    const before = Buffer.from(bytes);
    expect(() => checkBatches(bytes, config, now)).toThrow(expect.objectContaining({ error }));
    expect(bytes).toEqual(before);
  });

  it('refuses a record without key in a compacted topic only', () => {
    const bytes = batchOf([], { records: [{ key: null, value: Buffer.from('a') }] });
    expect(checkBatches(bytes, config, now)).toHaveLength(1);
    expect(() => checkBatches(bytes, { ...config, compacted: true }, now)).toThrow(
      expect.objectContaining({ error: 'INVALID_RECORD' }),
    );
    expect(checkBatches(batchOf(['a']), { ...config, compacted: true }, now)).toHaveLength(1);
  });

  it('takes what kafkajs sends: epoch and sequence 0 without a producer id', async () => {
    const bytes = await encodeWithKafkajs({
      records: [{ key: null, value: 'a', timestamp: 1 }],
      firstSequence: 0,
    });
    expect(checkBatches(bytes, config, now)).toHaveLength(1);
  });

  it('finds each of several batches', () => {
    const batches = checkBatches(Buffer.concat([batchOf(['a']), batchOf(['b', 'c'])]), config, now);
    expect(batches.map(({ start, count }) => [start, count])).toEqual([
      [0, 1],
      [batchOf(['a']).length, 2],
    ]);
  });
});
