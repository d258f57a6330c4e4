import { describe, expect, it } from 'vitest';
import { prefixRange, SortedBytesMap } from './sortedBytesMap.ts';

function bytes(...values: number[]): Buffer {
  return Buffer.from(values);
}

function valuesOf<V>(entries: Iterable<{ key: Buffer; value: V }>): V[] {
  return [...entries].map(({ value }) => value);
}

describe('SortedBytesMap', () => {
  it('orders keys by their unsigned bytes, shorter ones first', () => {
    const map = new SortedBytesMap<string>();
    const keys = ['ff', '7f', '80', '00', '7fff', '', '7f00'];
    for (const key of keys) map.set(Buffer.from(key, 'hex'), key);
    expect([...map.range({})].map(({ key }) => key.toString('hex'))).toEqual(valuesOf(map.range({})));
    expect(valuesOf(map.range({}))).toEqual(['', '00', '7f', '7f00', '7fff', '80', 'ff']);
  });

  it('finds a prefix up to its last possible key', () => {
    const map = new SortedBytesMap<string>();
    for (const key of ['fe', 'ff', 'ff00', 'ffff', 'ffffff']) map.set(Buffer.from(key, 'hex'), key);
    expect(valuesOf(map.range(prefixRange(bytes(0xff, 0xff))))).toEqual(['ffff', 'ffffff']);
    expect(valuesOf(map.range(prefixRange(bytes(0xff))))).toEqual(['ff', 'ff00', 'ffff', 'ffffff']);
    expect(valuesOf(map.range(prefixRange(bytes(0xfe))))).toEqual(['fe']);
  });

  it('counts, deletes and clears', () => {
    const map = new SortedBytesMap<number>();
    map.set(bytes(1), 1);
    map.set(bytes(1), 2);
    map.set(bytes(2), 3);
    expect([map.size, map.delete(bytes(1)), map.delete(bytes(1)), map.size]).toEqual([2, 2, undefined, 1]);
    map.clear();
    expect([map.size, map.get(bytes(2)), [...map.range({})]]).toEqual([0, undefined, []]);
  });
});
