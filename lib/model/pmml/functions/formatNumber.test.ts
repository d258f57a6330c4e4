import { expect, test } from 'vitest';
import { formatNumber } from './formatNumber.ts';

test.each([
  [3, '%3d', '  3'],
  [-3, '%05d', '-0003'],
  [3, '%-4d|', '3   |'],
  [3, '%+d', '+3'],
  [1234567, '%,d', '1,234,567'],
  [2.585, '%.2f', '2.59'],
  [-0.005, '%8.2f', '   -0.01'],
  [1e21, '%.0f', '1e+21'],
  [12345.678, '%.2e', '1.23e+04'],
  [50, '%d %%', '50 %'],
])('%d as %s is "%s"', (value, format, expected) => {
  expect(formatNumber(value, format)).toBe(expected);
});

test.each([
  [2.5, '%d'],
  [2, 'two'],
])('%d as %s fails', (value, format) => {
  expect(() => formatNumber(value, format)).toThrow(expect.objectContaining({ code: 'SCORING_FAILED' }));
});
