import { describe, expect, it } from 'vitest';
import { checkContents, checkRepeated } from './checkContents.ts';
import type { Contents } from './contents.ts';
import { type LastNumber, takeNumber } from './lastNumber.ts';

const same = <V>(...entries: [string, V][]) => ({ rows: entries, changelog: entries, results: entries });

/** Two keys, of which one has two records; nothing is wrong with it. */
function right(): { -readonly [Name in keyof Contents]: Contents[Name] } {
  return {
    input: [
      ['k-a', 1],
      ['k-a', 2],
      ['k-b', 1],
    ],
    repartitioned: [
      ['a', 1],
      ['a', 2],
      ['b', 1],
    ],
    first: same<LastNumber>(['k-a', { last: 2 }], ['k-b', { last: 1 }]),
    counts: same(['a', 2], ['b', 1]),
    last: same<LastNumber>(['a', { last: 2 }], ['b', { last: 1 }]),
  };
}

describe('checkContents', () => {
  it('passes what is right, and counts what was repeated', () => {
    expect(checkContents(right())).toEqual({ moved: 0, counted: 0 });
    const repeated = { ...right(), counts: same(['a', 5], ['b', 1]) };
    repeated.repartitioned = [...repeated.repartitioned, ['a', 2]];
    expect(checkContents(repeated)).toEqual({ moved: 1, counted: 2 });
  });

  it.each<[string, (contents: ReturnType<typeof right>) => void]>([
    [
      'Records were lost: the count: key a, expected at least 2, got 1',
      (contents) => {
        contents.counts = same(['a', 1], ['b', 1]);
      },
    ],
    [
      'Numbers are missing in the store first: key k-b, expected {"last":1}, got nothing',
      (contents) => {
        contents.first = same<LastNumber>(['k-a', { last: 2 }]);
      },
    ],
    [
      'Numbers are missing in the store last: key a, expected {"last":2}, got {"last":2,"gap":[0,2]}',
      (contents) => {
        contents.last = same<LastNumber>(['a', { last: 2, gap: [0, 2] }], ['b', { last: 1 }]);
      },
    ],
    [
      'Two instances have a row in the store counts: key a',
      (contents) => {
        contents.counts = { ...contents.counts, rows: [...contents.counts.rows, ['a', 2]] };
      },
    ],
    [
      'The changelog of counts differs from the store: key b, expected 1, got nothing',
      (contents) => {
        contents.counts = { ...contents.counts, changelog: [['a', 2]] };
      },
    ],
    [
      'The last results of counts differ from the store: key a, expected 2, got 1',
      (contents) => {
        contents.counts = { ...contents.counts, results: [...contents.counts.results, ['a', 1]] };
      },
    ],
    [
      'The changelog of counts went back: key a, expected nothing older than 2, got 1',
      (contents) => {
        contents.counts = {
          ...contents.counts,
          changelog: [
            ['a', 2],
            ['a', 1],
            ['a', 2],
            ['b', 1],
          ],
        };
      },
    ],
  ])('finds: %s', (message, spoil) => {
    const contents = right();
    spoil(contents);
    expect(() => checkContents(contents)).toThrow(message);
  });
});

it('checkRepeated finds what was done again though nothing was killed', () => {
  checkRepeated({ moved: 3, counted: 0 }, 3);
  expect(() => checkRepeated({ moved: 0, counted: 1 }, 0)).toThrow(
    'Records were counted again: expected at most 0, got 1',
  );
});

it('an aggregate of numbers ignores what repeats, and keeps the first gap', () => {
  const after = (...numbers: number[]) => numbers.reduce(takeNumber, { last: 0 } as LastNumber);
  expect(after(1, 2, 1, 2, 3)).toEqual({ last: 3 });
  expect(after(1, 3, 5)).toEqual({ last: 5, gap: [1, 3] });
});
