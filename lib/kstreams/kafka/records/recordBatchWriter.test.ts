import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { RecordBatch } from '../../../embeddedKafka/records/recordBatch.ts';
import { readRecords } from '../../../embeddedKafka/records/records.ts';
import { Headers } from '../../processor/headers.ts';
import { javaBatches } from './javaRecords.testing.ts';
import { RecordBatchWriter, recordBytes } from './recordBatchWriter.ts';

const require = createRequire(import.meta.url);
const KafkajsDecoder = require('kafkajs/src/protocol/decoder');
const decodeWithKafkajs = require('kafkajs/src/protocol/recordBatch/v0/decoder');

const now = 1_700_000_000_000;
const identity = { id: 5n, epoch: 1 };

function written(records: (typeof javaBatches)[number]['records']): RecordBatchWriter {
  const writer = new RecordBatchWriter();
  for (const { timestamp, key, value, headers } of records) writer.append(timestamp, key, value, headers);
  return writer;
}

describe('RecordBatchWriter', () => {
  it.each(javaBatches.filter(({ gzip }) => !gzip))('writes the bytes that Java writes: $name', (batch) => {
    const bytes = written(batch.records).finish(batch.identity, batch.sequence);
    expect(bytes.toString('hex')).toBe(batch.bytes.toString('hex'));
  });

  it.each(javaBatches)('writes what the broker reads: $name', ({ records }) => {
    const batch = new RecordBatch(written(records).finish(identity, 7));
    expect(batch.crc).toBe(batch.computeCrc());
    expect([...readRecords(batch)]).toMatchObject(
      records.map(({ timestamp, key, value, headers }, offset) => ({
        ...{ offset: BigInt(offset), timestamp: BigInt(timestamp), key, value },
        headers: [...headers].map((header) => ({ key: header.name, value: header.value })),
      })),
    );
  });

  it('writes what kafkajs reads', async () => {
    const many = javaBatches.find(({ name }) => name === 'many')?.records ?? [];
    const read = await decodeWithKafkajs(new KafkajsDecoder(written(many).finish(identity, 7)));
    expect(read).toMatchObject({ producerId: '5', producerEpoch: 1, firstSequence: 7 });
    expect(
      read.records.map(({ key, value, timestamp }: { key: unknown; value: unknown; timestamp: unknown }) => ({
        ...{ key, value, timestamp },
      })),
    ).toEqual(many.map(({ key, value, timestamp }) => ({ key, value, timestamp: String(timestamp) })));
  });

  it('is told before how much a record will take at least, and grows as far as needed', () => {
    const writer = new RecordBatchWriter();
    for (const size of [0, 63, 64, 8191, 8192, 3_000_000]) {
      const key = Buffer.alloc(size, 1);
      const headers = Headers.none.with('name', Buffer.alloc(size));
      const before = writer.size;
      writer.append(now, key, null, headers);
      const took = writer.size - before;
      expect(took - recordBytes(key, null, headers)).toBeGreaterThanOrEqual(0);
      expect(took - recordBytes(key, null, headers)).toBeLessThan(20);
    }
  });

  it('can be finished again with another sequence, and emptied for other records', () => {
    const [batch, other] = javaBatches;
    if (batch === undefined || other === undefined) throw new Error('there are no fixtures');
    const writer = written(other.records);
    writer.finish(identity, 1);
    expect(writer.finish(other.identity, other.sequence)).toEqual(other.bytes);
    writer.clear();
    for (const { timestamp, key, value, headers } of batch.records) {
      writer.append(timestamp, key, value, headers);
    }
    expect(writer.finish(batch.identity, batch.sequence)).toEqual(batch.bytes);
  });

  it('refuses a timestamp that is no whole number, and stays as it was', () => {
    const writer = new RecordBatchWriter();
    expect(() => writer.append(1.5, null, null, Headers.none)).toThrow('a whole number, got 1.5');
    expect(writer.count).toBe(0);
  });
});
