import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { varintOfKafkajs, varlongOfKafkajs } from './kafkajsRecords.ts';
import { encodeVarint, VarintReader } from './varint.ts';

describe('encodeVarint', () => {
  it('writes the bytes that kafkajs writes for 32 bits, and reads them back', () => {
    fc.assert(
      fc.property(fc.integer(), (value) => {
        expect(encodeVarint(value)).toEqual(varintOfKafkajs(value));
        expect(new VarintReader(encodeVarint(value)).varint()).toBe(value);
      }),
    );
  });

  it('writes the bytes that kafkajs writes for 64 bits, and reads them back', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), (value) => {
        expect(encodeVarint(value)).toEqual(varlongOfKafkajs(value));
        expect(new VarintReader(encodeVarint(value)).varlong()).toBe(value);
      }),
    );
  });
});

describe('VarintReader', () => {
  it.each([
    ['a varint of six bytes', Buffer.alloc(6, 0x80), (reader: VarintReader) => reader.varint()],
    ['a varlong of eleven bytes', Buffer.alloc(11, 0x80), (reader: VarintReader) => reader.varlong()],
    ['a varint without end', Buffer.of(0x80), (reader: VarintReader) => reader.varint()],
    ['more bytes than there are', Buffer.of(1, 2), (reader: VarintReader) => reader.take(3)],
    ['a negative length', Buffer.of(1, 2), (reader: VarintReader) => reader.take(-2)],
  ])('refuses %s', (_, bytes, read) => {
    expect(() => read(new VarintReader(bytes))).toThrow(
      expect.objectContaining({ error: 'CORRUPT_MESSAGE' }),
    );
  });
});
