import { Writer } from 'protobufjs/minimal.js';
import { describe, expect, it } from 'vitest';
import { maskedCrc32c } from './crc32c.ts';
import { readSortedTable } from './sortedTable.ts';
import { fixtureFiles } from './testSavedModels.ts';

const index = fixtureFiles('tf-savedmodel-keras3-wine').get('variables/variables.index') ?? new Uint8Array();

/** A table of one block of entries [shared, own part of the key, value]. */
function table(...entries: [number, string, string][]): Uint8Array {
  const data = block(entries);
  const handle = (offset: number, size: number) => new Writer().uint64(offset).uint64(size).finish();
  const blocks = block([[0, '', Buffer.from(handle(0, data.length - 5)).toString('latin1')]]);
  const footer = Buffer.alloc(48);
  footer.set([...handle(0, 0), ...handle(data.length, blocks.length - 5)]);
  footer.set(Buffer.from('57fb808b247547db', 'hex'), 40);
  return Buffer.concat([data, blocks, footer]);
}

function block(entries: [number, string, string][]): Buffer {
  const parts = entries.map(([shared, own, value]) => {
    const lengths = new Writer().uint32(shared).uint32(own.length).uint32(value.length).finish();
    return Buffer.concat([lengths, Buffer.from(own + value, 'latin1')]);
  });
  // No restart points, no compression.
  const content = Buffer.concat([...parts, Buffer.alloc(4), Buffer.alloc(1)]);
  const sum = Buffer.alloc(4);
  sum.writeUInt32LE(maskedCrc32c(content));
  return Buffer.concat([content, sum]);
}

describe('readSortedTable', () => {
  it("reads TensorFlow's", () => {
    const keys = [...readSortedTable(index).keys()];
    expect(keys).toContain('');
    expect(keys.length).toBeGreaterThan(5);
    expect(keys).toEqual([...keys].sort());
  });

  it('puts keys together from what they share', () => {
    const entries = readSortedTable(table([0, 'layer/bias', '1'], [6, 'kernel', '2'], [7, '', '3']));
    expect([...entries].map(([key, value]) => [key, String(value)])).toEqual([
      ['layer/bias', '1'],
      ['layer/kernel', '2'],
      ['layer/k', '3'],
    ]);
  });

  it.each<[string, Uint8Array, string]>([
    ['no bytes', new Uint8Array(), 'does not end as a table does'],
    ['the end cut off', index.subarray(0, -1), 'does not end as a table does'],
    ['the beginning cut off', index.subarray(200), 'beyond its end'],
    ['a key that shares more than there is', table([3, 'a', '']), 'beyond its block'],
    [
      'keys that grow out of a few bytes',
      table([0, 'k'.repeat(900), ''], [900, 'k'.repeat(101), '']),
      'more than 1000 bytes',
    ],
  ])('refuses %s', (_, bytes, part) => {
    expect(() => readSortedTable(bytes)).toThrow(part);
  });
});

describe('maskedCrc32c', () => {
  // The check value of CRC-32C, for the digits 1 to 9, is e3069283; masked as LevelDB's util/crc32c.h does.
  it('has the check value', () => {
    const crc = 0xe3069283;
    const masked = (((crc >>> 15) | (crc << 17)) + 0xa282ead8) >>> 0;
    expect(maskedCrc32c(Buffer.from('123456789'))).toBe(masked);
  });
});
