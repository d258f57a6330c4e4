import { describe, expect, test } from 'vitest';
import { erf, erfc, normalCdf, normalPdf, normalQuantile } from './normalDistribution.ts';

// From tables with more digits than a double has.
test.each([
  [0, 0],
  [0.5, 0.5204998778130465],
  [1, 0.8427007929497149],
  [2.4999, 0.9995928300996666],
  [2.5, 0.999593047982555],
  [3, 0.9999779095030014],
  [-1, -0.8427007929497149],
  [Number.POSITIVE_INFINITY, 1],
])('erf(%d) = %d', (x, expected) => {
  expect(erf(x)).toBeCloseTo(expected, 14);
});

test.each([
  [3, 2.209049699858544e-5],
  [5, 1.5374597944280347e-12],
  [10, 2.088487583762545e-45],
])('erfc(%d) keeps its digits', (x, expected) => {
  expect(erfc(x) / expected).toBeCloseTo(1, 12);
});

test('the distribution and its density', () => {
  expect(normalCdf(1.959963984540054)).toBeCloseTo(0.975, 14);
  expect(normalCdf(5, 1, 2)).toBeCloseTo(0.9772498680518208, 14);
  expect(normalPdf(0)).toBeCloseTo(0.3989422804014327, 15);
});

describe('the quantile undoes the distribution', () => {
  test.each([1e-300, 1e-12, 0.001, 0.3, 0.5, 0.9, 0.999999])('%d', (p) => {
    expect(normalCdf(normalQuantile(p)) / p).toBeCloseTo(1, 9);
  });

  test('and has limits', () => {
    expect(normalQuantile(0)).toBe(Number.NEGATIVE_INFINITY);
    expect(normalQuantile(1)).toBe(Number.POSITIVE_INFINITY);
    expect(normalQuantile(1.1)).toBeNaN();
  });
});
