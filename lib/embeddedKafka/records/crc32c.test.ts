import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { crc32c } from './crc32c.ts';
import { crc32cOfKafkajs } from './kafkajsRecords.ts';

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

  it('agrees with kafkajs for any part of a buffer, wherever that begins in memory', () => {
    const part = fc.record({
      bytes: fc.uint8Array({ minLength: 0, maxLength: 300 }),
      start: fc.nat(20),
      cut: fc.nat(20),
    });
    fc.assert(
      fc.property(part, ({ bytes, start, cut }) => {
        const buffer = Buffer.from(bytes);
        const from = Math.min(start, buffer.length);
        const to = Math.max(from, buffer.length - cut);
        expect(crc32c(buffer, from, to)).toBe(crc32cOfKafkajs(buffer.subarray(from, to)));
      }),
      { numRuns: 300 },
    );
  });
});
