import { readFileSync } from 'node:fs';
import * as zlib from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RecordBatch } from '../recordBatch.ts';
import { readRecords } from '../records.ts';
import { unpackLz4 } from './lz4.ts';
import { unpackSnappy } from './snappy.ts';

const recorded: Record<string, string> = JSON.parse(
  readFileSync(new URL('../fixtures/compressed.json', import.meta.url), 'utf8'),
);

const expected = Array.from({ length: 60 }, (_, i) => [
  `k${i % 7}`,
  `${'the same words again and again'.repeat(1 + (i % 3))} ${i}`,
]);

function recordsIn(bytes: Buffer): (string | undefined)[][] {
  const records: (string | undefined)[][] = [];
  for (let start = 0; start < bytes.length; ) {
    const batch = new RecordBatch(bytes, start);
    for (const { key, value } of readRecords(batch)) records.push([key?.toString(), value?.toString()]);
    start += batch.size;
  }
  return records;
}

describe('batches compressed by other clients', () => {
  const names = Object.keys(recorded);
  const readable = names.filter((name) => !name.endsWith('zstd') || 'zstdDecompressSync' in zlib);

  it.each(readable)('of %s are unpacked', (name) => {
    expect(recordsIn(Buffer.from(recorded[name] ?? '', 'base64'))).toEqual(expected);
  });

  it.each(names.filter((name) => !readable.includes(name)))('of %s are told apart', (name) => {
    expect(() => recordsIn(Buffer.from(recorded[name] ?? '', 'base64'))).toThrow(
      expect.objectContaining({ error: 'UNSUPPORTED_COMPRESSION_TYPE' }),
    );
  });
});

describe.each([
  ['lz4', unpackLz4, 'librdkafka 2.0, lz4'],
  ['snappy', unpackSnappy, 'librdkafka 2.0, snappy'],
  ['snappy of Java', unpackSnappy, 'Java 4.1, snappy'],
] as const)('%s', (_, unpack, name) => {
  const { body } = new RecordBatch(Buffer.from(recorded[name] ?? '', 'base64'));
  const isRefused = expect.objectContaining({ error: 'CORRUPT_MESSAGE' });

  it('refuses every prefix', () => {
    for (let length = 0; length < body.length - 4; length++) {
      try {
        // Where a chunk of Java's snappy ends, the prefix is whole in itself.
        expect(unpack(body.subarray(0, length), 1e6).length).toBeLessThan(unpack(body, 1e6).length);
      } catch (error) {
        expect(error).toEqual(isRefused);
      }
    }
  });

  it('refuses what becomes too long', () => {
    const { length } = unpack(body, 1e6);
    expect(unpack(body, length)).toHaveLength(length);
    expect(() => unpack(body, length - 1)).toThrow(isRefused);
  });

  it('answers any bytes with an error of its own', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(body.length - 1), fc.nat(255)), { maxLength: 5 }), (changes) => {
        const damaged = Buffer.from(body);
        for (const [at, byte] of changes) damaged[at] = byte;
        try {
          unpack(damaged, 1e6);
        } catch (error) {
          expect(error).toEqual(isRefused);
        }
      }),
    );
  });
});
