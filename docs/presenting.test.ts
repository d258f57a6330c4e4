import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { manifest } from '../exercises/manifest.ts';

const page = readFileSync(new URL('presenting.md', import.meta.url), 'utf8');
// The share of a slot that exercises may take: something has to be shown first.
const mostForExercises = 0.7;

const slots = [...page.matchAll(/^\| (\d+):(\d\d)–(\d+):(\d\d) \|.*$/gm)].map(
  ([row, fromHour, fromMinute, toHour, toMinute]) => ({
    row,
    from: 60 * Number(fromHour) + Number(fromMinute),
    to: 60 * Number(toHour) + Number(toMinute),
  }),
);

it('slots of a plan follow each other', () => {
  expect(slots.length).toBeGreaterThan(10);
  for (const [i, { row, from, to }] of slots.entries()) {
    expect(to, row).toBeGreaterThan(from);
    expect(slots[i + 1]?.from ?? to, row).toBeGreaterThanOrEqual(to);
  }
});

it.each(slots.filter(({ row }) => /exercises? \d[^|;]* \(\d+\)/.test(row)))(
  'has the time for its exercises: $row',
  ({ row, from, to }) => {
    const [, numbers = '', minutes] = /exercises? (\d[^|;]*) \((\d+)\)/.exec(row) ?? [];
    const sum = (numbers.match(/\d+/g) ?? [])
      .map((number) => manifest.find(({ folder }) => Number.parseInt(folder, 10) === Number(number)))
      .reduce((total, exercise) => total + (exercise?.minutes ?? Number.NaN), 0);
    expect(Number(minutes)).toBe(sum);
    expect(sum).toBeLessThanOrEqual(mostForExercises * (to - from));
  },
);
