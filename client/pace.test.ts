import { expect, it } from 'vitest';
import { Pace } from './pace.ts';

it('lets the first record go at once, and the next when its time has come', () => {
  const pace = new Pace(2, 0);
  expect(pace.due(0)).toBe(1);
  pace.take(1);
  expect(pace.due(499)).toBe(0);
  expect(pace.due(500)).toBe(1);
});

it('gathers ten milliseconds of records at high rates', () => {
  const pace = new Pace(10_000, 0);
  expect(pace.due(9)).toBe(0);
  expect(pace.waitMs()).toBeCloseTo(0.9, 6);
  expect(pace.due(10)).toBe(101);
});

it('catches up with a second after a pause, and no more', () => {
  const pace = new Pace(100, 0);
  pace.take(pace.due(0));
  expect(pace.due(60_000)).toBe(100);
});

it('loses nothing to rounding', () => {
  const pace = new Pace(10, 0);
  let records = 0;
  for (let now = 0; now < 60_000; now += 7) {
    const due = pace.due(now);
    pace.take(due);
    records += due;
  }
  expect(records).toBe(600);
});

it('knows no limit at the rate of Infinity', () => {
  const pace = new Pace(Infinity, 0);
  pace.take(1_000_000);
  expect(pace.due(0)).toBe(Infinity);
});
