import { describe, expect, it } from 'vitest';
import { WireReader } from './wireReader.ts';
import { WireWriter } from './wireWriter.ts';

describe('WireWriter', () => {
  it('keeps what was written when its buffer grows in the middle of a value', () => {
    for (let before = 480; before < 520; before++) {
      const writer = new WireWriter();
      for (let i = 0; i < before; i++) writer.int8(i % 100);
      writer.int64(0x0102_0304_0506_0708n);
      writer.int32(0x090a_0b0c);
      writer.uuid('00112233-4455-6677-8899-aabbccddeeff');
      writer.utf8('é', 2);
      writer.unsignedVarint(300);
      const { pieces, length } = writer.finish();
      const bytes = Buffer.concat(pieces);
      expect(bytes.length).toBe(length);
      expect(bytes.subarray(0, before).every((byte, i) => byte === i % 100)).toBe(true);
      expect(bytes.subarray(before).toString('hex')).toBe(
        '0102030405060708' + '090a0b0c' + '00112233445566778899aabbccddeeff' + 'c3a9' + 'ac02',
      );
    }
  });

  it('passes long bytes on without copying them', () => {
    const writer = new WireWriter();
    const records = Buffer.alloc(100_000, 7);
    writer.int32(1);
    writer.bytes(records);
    writer.int32(2);
    const { pieces } = writer.finish();
    expect(pieces.map((piece) => piece.length)).toEqual([4, 100_000, 4]);
    expect(pieces[1]).toBe(records);
  });

  it('refuses a string that its length prefix cannot tell', () => {
    expect(() => new WireWriter().length('short', 0x8000)).toThrow('at most 32767');
  });
});

describe('WireReader', () => {
  const read = (hex: string) => new WireReader(Buffer.from(hex, 'hex'));

  it('reads variable-length numbers up to 32 bits, and no more', () => {
    expect(read('00').unsignedVarint()).toBe(0);
    expect(read('ac02').unsignedVarint()).toBe(300);
    expect(read('ffffffff0f').unsignedVarint()).toBe(0xffff_ffff);
    expect(() => read('ffffffff1f').unsignedVarint()).toThrow('more than 32 bits');
    expect(() => read('808080808000').unsignedVarint()).toThrow('more than 32 bits');
  });

  it('refuses lengths below -1', () => {
    expect(read('ffff').length('short')).toBe(-1);
    expect(() => read('fffe').length('short')).toThrow('a length of -2');
    expect(() => read('80000000').length('long')).toThrow('a length of -2147483648');
  });
});
