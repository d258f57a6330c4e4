import { describe, expect, test } from 'vitest';
import { compilePattern, matches, replaceAll } from './pattern.ts';

describe('patterns find what the regular expressions of JavaScript find', () => {
  const patterns = [
    'wine|[0-9]+',
    '^.*[0-9]$',
    'a',
    '',
    'a*',
    'a+?b',
    '(a|ab)(c|bcd)(d*)',
    '(\\w)\\.(\\w)',
    '[^a-c]+',
    '[\\d\\-x]{2,3}',
    '(?:ab)+c?',
    '\\bwine\\b',
    '^$',
    'a{2}',
    'a{2,}?',
    '(a*)*b',
    '\\s+|\\S{3}',
    '\\$\\^',
    '(x)?(y)',
  ];
  const texts = [
    '',
    'a',
    'aaab',
    'abcd',
    'red wine',
    'wine-wine 12',
    'a.b.c',
    'ababab',
    '  x-1 9',
    '$^',
    'yxy',
    'b\nc',
  ];

  test.each(patterns)('%s', (source) => {
    const pattern = compilePattern(source);
    const reference = new RegExp(source, 'g');
    for (const text of texts) {
      expect([text, matches(text, pattern)]).toEqual([text, new RegExp(source).test(text)]);
      expect([text, replaceAll(text, pattern, '<$0,$1,$2>')]).toEqual([
        text,
        text.replace(reference, (match: string, ...rest: unknown[]) => {
          const groups = rest.slice(
            0,
            rest.findIndex((item) => typeof item === 'number'),
          ) as (string | undefined)[];
          return `<${match},${groups[0] ?? ''},${groups[1] ?? ''}>`;
        }),
      ]);
    }
  });
});

test('a replacement takes a character behind a backslash as it is', () => {
  expect(replaceAll('a1', compilePattern('\\d'), '\\$0')).toBe('a$0');
});

test.each([
  '(a',
  'a)',
  '*',
  '[a',
  'a{3,2}',
  '(?=a)',
  '(a)\\1',
  '\\p',
  'a\\',
  '(((a{99}){99}){99})',
  '(?:(?:(?:b?){999}){999}){999}',
])('%s is refused', (source) => {
  expect(() => compilePattern(source)).toThrow(expect.objectContaining({ code: 'SCORING_FAILED' }));
});

test('patterns that repeat nothing end', () => {
  expect(matches('a', compilePattern('(?:(?:(?:){999}){999}){999}'))).toBe(true);
});

test('texts are limited', () => {
  expect(() => matches('a'.repeat(10_001), compilePattern('a'))).toThrow('too long');
});

test.each(['^(a+)+$', '(a|a)*b', 'a*a*a*a*a*b'])('%s does not explode', (source) => {
  const began = performance.now();
  expect(matches(`${'a'.repeat(2000)}!`, compilePattern(source))).toBe(false);
  // By trying one way after the other this would take longer than the universe is old.
  expect(performance.now() - began).toBeLessThan(5000);
});
