import { expect, test } from 'vitest';
import { cut, labelled, wrap } from './textLines.ts';

test('wrap breaks between words and keeps longer ones whole', () => {
  expect(wrap('a bb ccc dddd', 6)).toEqual(['a bb', 'ccc', 'dddd']);
  expect(wrap('see exercises/work/11-scan/scan.ts now', 10)).toEqual([
    'see',
    'exercises/work/11-scan/scan.ts',
    'now',
  ]);
  expect(wrap('two\nlines', 40, '  ')).toEqual(['  two lines']);
  expect(wrap('', 10)).toEqual([]);
});

test('labelled puts further lines below the first, and says how many it leaves out', () => {
  expect(labelled('got  ', 'a\nb', 5)).toEqual(['got  a', '     b']);
  expect(labelled('- ', 'a\nb\nc\nd', 2)).toEqual(['- a', '  b', '  … 2 lines more']);
});

test('cut keeps what fits', () => {
  expect(cut('title', 5)).toBe('title');
  expect(cut('titles', 5)).toBe('titl…');
});
