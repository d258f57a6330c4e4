import { describe, expect, it } from 'vitest';
import { Serdes } from '../serdes/serdes.ts';
import { changeSerde } from './changeSerde.ts';

const serde = changeSerde(Serdes.string());
const hex = (newValue: string | null, oldValue: string | null) =>
  serde.serialize('t', { newValue, oldValue })?.toString('hex');
const failed = (code: string) => expect.objectContaining({ code });

describe('changeSerde', () => {
  it('writes what Java writes', () => {
    expect(hex(null, 'ab')).toBe('616200');
    expect(hex('ab', null)).toBe('616201');
    expect(hex('ab', 'c')).toBe('0461626302');
    expect(hex('', '')).toBe('0002');
    // A length of 64 takes two bytes: zigzag makes it 128.
    expect(hex('x'.repeat(64), 'c')?.slice(0, 4)).toBe('8001');
  });

  it.each([
    ['a', 'b'],
    ['a', null],
    [null, 'b'],
    ['', ''],
    ['x'.repeat(20_000), 'y'],
  ])('reads back what it wrote', (newValue, oldValue) => {
    const bytes = serde.serialize('t', { newValue, oldValue });
    expect(serde.deserialize('t', bytes)).toEqual({ newValue, oldValue });
  });

  it('refuses a change of nothing', () => {
    expect(() => hex(null, null)).toThrow(failed('SERIALIZATION_FAILED'));
  });

  it.each([
    ['no bytes', ''],
    ['an unknown kind', '6103'],
    ['no length', '02'],
    ['a length beyond the end', '0a6102'],
    ['a negative length', '016102'],
    ['a length without end', 'ffffffffffff02'],
  ])('refuses %s', (_what, bytes) => {
    expect(() => serde.deserialize('t', Buffer.from(bytes, 'hex'))).toThrow(failed('DESERIALIZATION_FAILED'));
  });
});
