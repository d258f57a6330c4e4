import { describe, expect, it } from 'vitest';
import { crc32c } from './crc32c.ts';
import { javaBatches } from './javaRecords.testing.ts';

describe('crc32c', () => {
  it.each([
    ['nothing', Buffer.alloc(0), 0],
    ['the digits', Buffer.from('123456789'), 0xe3069283],
    ['32 zeros', Buffer.alloc(32), 0x8a9136aa],
    ['32 times 255', Buffer.alloc(32, 0xff), 0x62a8ab43],
    ['0 to 31', Buffer.from(Array.from({ length: 32 }, (_, i) => i)), 0x46dd794e],
    ['31 to 0', Buffer.from(Array.from({ length: 32 }, (_, i) => 31 - i)), 0x113fdb5c],
  ])('gives the value of RFC 3720, B.4, for %s', (_, bytes, expected) => {
    expect(crc32c(bytes)).toBe(expected);
  });

  it('gives what Java has written into its batches, wherever they begin in a buffer', () => {
    for (const { bytes } of javaBatches) {
      for (let before = 0; before < 9; before++) {
        const moved = Buffer.concat([Buffer.alloc(before, 7), bytes, Buffer.alloc(3, 7)]);
        expect(crc32c(moved, before + 21, before + bytes.length)).toBe(bytes.readUInt32BE(17));
      }
    }
  });
});
