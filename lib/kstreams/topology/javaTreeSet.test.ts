import { describe, expect, it } from 'vitest';
import { JavaTreeSet } from './javaTreeSet.ts';

describe('JavaTreeSet', () => {
  it('sorts, and keeps one of equal items', () => {
    const set = new JavaTreeSet<number>((a, b) => a - b);
    const numbers = Array.from({ length: 500 }, (_, i) => (i * 7919) % 503);
    for (const number of [...numbers, ...numbers]) set.add(number);
    expect([...set]).toEqual([...numbers].sort((a, b) => a - b));
  });

  it('compares on the way down only, as things are then', () => {
    const weights: Record<string, number> = { a: 1, b: 2, c: 3, d: 4 };
    const set = new JavaTreeSet<string>((a, b) => (weights[a] ?? 0) - (weights[b] ?? 0));
    for (const item of ['a', 'b', 'c']) set.add(item);
    // b is at the top; a, on its left, has become the heaviest, but nobody asks it about d.
    weights.a = 9;
    set.add('d');
    expect([...set]).toEqual(['a', 'b', 'c', 'd']);
    weights.e = 1;
    set.add('e');
    expect([...set]).toEqual(['e', 'a', 'b', 'c', 'd']);
  });
});
