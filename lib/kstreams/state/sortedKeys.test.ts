import { describe, expect, it } from 'vitest';
import { SortedKeys } from './sortedKeys.ts';

/** The same numbers at each run. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
    return state;
  };
}

describe('SortedKeys', () => {
  it('keeps thousands of keys in order while they come and go', () => {
    const next = numbers(1);
    const keys = new SortedKeys();
    const expected = new Set<string>();
    for (let i = 0; i < 20_000; i++) {
      const key = String(next() % 5000);
      if (expected.delete(key)) keys.remove(key);
      else {
        expected.add(key);
        keys.add(key);
      }
    }
    const sorted = [...expected].sort();
    expect(sorted.length).toBeGreaterThan(1000);
    expect(all(keys.range({}))).toEqual(sorted);
    expect(all(keys.range({ reverse: true }))).toEqual(sorted.toReversed());
    for (let i = 0; i < 200; i++) {
      const [from, to] = [String(next() % 5000), String(next() % 5000)];
      const inside = sorted.filter((key) => key >= from && key <= to);
      expect(all(keys.range({ from, to }))).toEqual(inside);
      expect(all(keys.range({ from, to, reverse: true }))).toEqual(inside.toReversed());
      expect(all(keys.range({ from, to, toExclusive: true }))).toEqual(inside.filter((key) => key < to));
    }
  });

  it('sorts in thousands of new keys at once, and few among thousands', () => {
    const next = numbers(2);
    const keys = new SortedKeys();
    const expected = new Set<string>();
    for (const count of [1, 10_000, 3, 5_000, 60, 20_000, 1]) {
      for (let i = 0; i < count; i++) {
        const key = String(next());
        if (!expected.has(key)) keys.add(key);
        expected.add(key);
      }
      expect(all(keys.range({}))).toEqual([...expected].sort());
    }
    keys.add('a');
    keys.clear();
    expect(all(keys.range({}))).toEqual([]);
  });

  it('goes through the keys as they were when the iteration began', () => {
    const keys = new SortedKeys();
    const before = Array.from({ length: 2000 }, (_, i) => String(i).padStart(4, '0'));
    for (const key of before) keys.add(key);
    const iterator = keys.range({});
    for (const key of before) {
      keys.remove(key);
      keys.add(`${key}x`);
    }
    expect(all(iterator)).toEqual(before);
    expect(all(keys.range({}))).toEqual(before.map((key) => `${key}x`));
  });
});

function all(iterator: Iterator<string, undefined>): string[] {
  const keys: string[] = [];
  for (let next = iterator.next(); !next.done; next = iterator.next()) keys.push(next.value);
  return keys;
}
