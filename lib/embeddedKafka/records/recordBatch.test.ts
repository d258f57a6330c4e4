import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { buildBatch } from './buildBatch.ts';
import { decodeWithKafkajs, encodeWithKafkajs, type KafkajsRecord } from './kafkajsRecords.ts';
import { batchHeaderBytes, RecordBatch } from './recordBatch.ts';
import { readRecords } from './records.ts';

const now = 1_700_000_000_000;

const records: KafkajsRecord[] = [
  { key: 'wine', value: 'one', timestamp: now, headers: { 'content-type': 'text/plain', empty: '' } },
  { key: null, value: 'two', timestamp: now + 70_000 },
  { key: '', value: null, timestamp: now - 5 },
];

describe('a batch of kafkajs', () => {
  it('is read field by field', async () => {
    const bytes = await encodeWithKafkajs({ records, producerId: 4711, producerEpoch: 3, firstSequence: 99 });
    const batch = new RecordBatch(Buffer.concat([Buffer.alloc(7), bytes]), 7);

    expect(batch.computeCrc()).toBe(batch.crc);
    expect({
      baseOffset: batch.baseOffset,
      lastOffset: batch.lastOffset,
      size: batch.size,
      magic: batch.magic,
      compression: batch.compression,
      isLogAppendTime: batch.isLogAppendTime,
      isTransactional: batch.isTransactional,
      isControl: batch.isControl,
      baseTimestamp: batch.baseTimestamp,
      maxTimestamp: batch.maxTimestamp,
      producerId: batch.producerId,
      producerEpoch: batch.producerEpoch,
      baseSequence: batch.baseSequence,
      count: batch.count,
    }).toEqual({
      baseOffset: 0n,
      lastOffset: 2n,
      size: bytes.length,
      magic: 2,
      compression: 'none',
      isLogAppendTime: false,
      isTransactional: false,
      isControl: false,
      baseTimestamp: BigInt(now),
      maxTimestamp: BigInt(now + 70_000),
      producerId: 4711n,
      producerEpoch: 3,
      baseSequence: 99,
      count: 3,
    });
  });

  it.each([false, true])('gives its records (gzip: %s)', async (gzip) => {
    const batch = new RecordBatch(await encodeWithKafkajs({ records, gzip }));
    batch.assign(1000n, 0);

    expect(batch.compression).toBe(gzip ? 'gzip' : 'none');
    expect([...readRecords(batch)].map(({ content: _, ...record }) => record)).toEqual([
      {
        offset: 1000n,
        timestamp: BigInt(now),
        key: Buffer.from('wine'),
        value: Buffer.from('one'),
        headers: [
          { key: 'content-type', value: Buffer.from('text/plain') },
          { key: 'empty', value: Buffer.from('') },
        ],
      },
      { offset: 1001n, timestamp: BigInt(now + 70_000), key: null, value: Buffer.from('two'), headers: [] },
      { offset: 1002n, timestamp: BigInt(now - 5), key: Buffer.from(''), value: null, headers: [] },
    ]);
  });

  it('still decodes in kafkajs when it got its offset and the time of the broker', async () => {
    const batch = new RecordBatch(await encodeWithKafkajs({ records }));
    batch.assign(77n, 5);
    batch.setLogAppendTime(42n);

    expect(batch.computeCrc()).toBe(batch.crc);
    expect([...readRecords(batch)].map(({ timestamp }) => timestamp)).toEqual([42n, 42n, 42n]);
    const decoded = await decodeWithKafkajs(batch.bytes);
    expect(decoded).toMatchObject({ firstOffset: '77', maxTimestamp: '42' });
    expect(decoded.records.map(({ timestamp }) => timestamp)).toEqual(['42', '42', '42']);
  });
});

describe('buildBatch', () => {
  it('makes a batch that kafkajs decodes', async () => {
    const bytes = buildBatch({
      timestamp: 1000n,
      producerId: 12n,
      records: [
        { key: Buffer.from('a'), value: Buffer.from('1') },
        { key: Buffer.from('b'), value: null, timestamp: 3000n },
      ],
    });
    const decoded = await decodeWithKafkajs(bytes);

    expect(new RecordBatch(bytes).computeCrc()).toBe(new RecordBatch(bytes).crc);
    expect(decoded).toMatchObject({ producerId: '12', maxTimestamp: '3000' });
    expect(decoded.records).toMatchObject([
      { key: Buffer.from('a'), value: Buffer.from('1'), timestamp: '1000', offset: '0' },
      { key: Buffer.from('b'), value: null, timestamp: '3000', offset: '1' },
    ]);
  });
});

describe('readRecords', () => {
  it('names a compression that nobody knows', () => {
    const bytes = buildBatch({ timestamp: 0n, records: [{ key: null, value: null }] });
    bytes.writeInt16BE(7, 21);
    expect(() => [...readRecords(new RecordBatch(bytes))]).toThrow(
      expect.objectContaining({
        error: 'UNSUPPORTED_COMPRESSION_TYPE',
        message: expect.stringContaining('unknown compression'),
      }),
    );
  });

  it.each([
    ['records that are cut', 0, (body: Buffer) => body.subarray(0, body.length - 1)],
    [
      'a count of headers that cannot be',
      0,
      (body: Buffer) => Buffer.concat([body.subarray(0, -1), Buffer.of(0x7e)]),
    ],
    ['bytes that are no gzip', 1, (body: Buffer) => body],
    ['gzip that is cut', 1, (body: Buffer) => gzipSync(body).subarray(0, -9)],
  ])('refuses %s', (_, attributes, damage) => {
    const bytes = buildBatch({
      timestamp: 0n,
      records: [{ key: Buffer.from('k'), value: Buffer.from('v') }],
    });
    const body = damage(bytes.subarray(batchHeaderBytes));
    const damaged = Buffer.concat([bytes.subarray(0, batchHeaderBytes), body]);
    damaged.writeInt32BE(damaged.length - 12, 8);
    damaged.writeInt16BE(attributes, 21);
    expect(() => [...readRecords(new RecordBatch(damaged))]).toThrow(
      expect.objectContaining({ error: 'CORRUPT_MESSAGE' }),
    );
  });
});
