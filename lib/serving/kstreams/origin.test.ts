import { Headers, Record } from '@kafka-tutorial/kstreams';
import { describe, expect, it } from 'vitest';
import { inputRecordOf, underKey } from './origin.ts';

const at = (topic: string, partition: number, offset: number) => ({
  recordMetadata: () => ({ topic, partition, offset }),
});
const value = Buffer.from('value');

describe('a record under another key', () => {
  it.each([[null], [Buffer.alloc(0)], [Buffer.from('cider')]])(
    'is on the other side what it was, with its key %s',
    (key) => {
      const sent = underKey(new Record(key, value, 5), 'wine', at('models_data', 3, 41));
      expect(String(sent.key)).toBe('wine');
      expect(inputRecordOf(sent, at('group-data-rekeyed-repartition', 1, 7))).toMatchObject({
        ...{ topic: 'models_data', partition: 3 },
        message: { key, value, offset: '41', timestamp: '5' },
      });
    },
  );

  it('takes along no headers of its producer', () => {
    const headers = Headers.none.with('origin.key', 'forged');
    const sent = underKey(
      new Record<Buffer, Buffer>(null, value, 5, headers),
      'wine',
      at('models_data', 3, 41),
    );
    expect(inputRecordOf(sent, at('group-data-rekeyed-repartition', 1, 7)).message.key).toBeNull();
  });
});

describe('a record from an input topic', () => {
  it('is where it is, whatever its headers say', () => {
    const headers = Headers.none.with('origin.topic', 'elsewhere').with('origin.offset', '1');
    const record = new Record(Buffer.from('wine'), value, 5, headers);
    expect(inputRecordOf(record, at('models_data', 2, 9))).toMatchObject({
      ...{ topic: 'models_data', partition: 2 },
      message: { key: Buffer.from('wine'), offset: '9' },
    });
  });
});
