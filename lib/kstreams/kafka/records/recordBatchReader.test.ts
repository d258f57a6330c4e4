import { describe, expect, it } from 'vitest';
import { encodeWithKafkajs } from '../../../embeddedKafka/records/kafkajsRecords.ts';
import { Headers } from '../../processor/headers.ts';
import { javaBatches } from './javaRecords.testing.ts';
import { RecordBatchReader, readBatches } from './recordBatchReader.ts';

const place = { topic: 't', partition: 3 };
const [first, second] = javaBatches.map(({ bytes }) => bytes) as [Buffer, Buffer];

function changed(bytes: Buffer, change: (copy: Buffer) => void): Buffer {
  const copy = Buffer.from(bytes);
  change(copy);
  return copy;
}

describe('readBatches', () => {
  it.each(javaBatches)('reads what Java has written: $name', ({ bytes, records, identity }) => {
    const placed = changed(bytes, (copy) => copy.writeBigInt64BE(1000n, 0));
    const [batch, ...others] = readBatches(placed) ?? [];
    expect(others).toEqual([]);
    expect(batch).toMatchObject({
      ...{ baseOffset: 1000, lastOffset: 999 + records.length, producerId: identity.id },
      ...{ isControl: false, isTransactional: false },
    });
    expect(batch?.records(place)).toEqual(
      records.map((record, index) => ({ ...place, ...record, offset: 1000 + index })),
    );
  });

  it.each([false, true])('reads what kafkajs has written (gzip: %s)', async (gzip) => {
    const records = [
      { key: 'a', value: 'one', timestamp: 5, headers: { h: 'v' } },
      { key: null, value: null, timestamp: 1 },
    ];
    const [batch] = readBatches(await encodeWithKafkajs({ records, gzip })) ?? [];
    expect(batch?.records(place)).toEqual([
      {
        ...{ ...place, offset: 0, timestamp: 5, key: Buffer.from('a'), value: Buffer.from('one') },
        headers: Headers.none.with('h', 'v'),
      },
      { ...place, offset: 1, timestamp: 1, key: null, value: null, headers: Headers.none },
    ]);
  });

  it('reads batches one after the other, and leaves the last one when it is cut off', () => {
    const both = Buffer.concat([first, second]);
    expect(readBatches(both)?.map(({ size }) => size)).toEqual([first.length, second.length]);
    for (let cut = 1; cut <= second.length; cut++) {
      expect(readBatches(both.subarray(0, both.length - cut))?.length).toBe(1);
    }
  });

  it("gives all records the broker's time where the topic says so", () => {
    const stamped = changed(first, (copy) => {
      copy.writeInt16BE(0x08, 21);
      copy.writeBigInt64BE(77n, 35);
    });
    const times = new RecordBatchReader(stamped).records(place).map(({ timestamp }) => timestamp);
    expect(new Set(times)).toEqual(new Set([77]));
  });

  it('says of other formats and compressions that it cannot read them', () => {
    expect(readBatches(changed(first, (copy) => copy.writeInt8(1, 16)))).toBeUndefined();
    for (const compression of [2, 3, 4]) {
      expect(readBatches(changed(first, (copy) => copy.writeInt16BE(compression, 21)))).toBeUndefined();
    }
  });

  it('ends with ANSWER_CORRUPT or with other records, whichever byte is changed', () => {
    for (const [at] of first.entries()) {
      for (const value of [0x00, 0x7f, 0x80, 0xff]) {
        const damaged = changed(first, (copy) => {
          copy[at] = value;
        });
        try {
          for (const batch of readBatches(damaged) ?? []) batch.records(place);
        } catch (error) {
          expect(error).toMatchObject({ code: 'ANSWER_CORRUPT' });
        }
      }
    }
  });
});
