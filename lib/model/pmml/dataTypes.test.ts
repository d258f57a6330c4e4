import { describe, expect, test } from 'vitest';
import { castFrom } from './castValue.ts';
import { type DataType, formatValue, parseValue } from './dataTypes.ts';

describe('texts become values', () => {
  test.each<[DataType, string, unknown]>([
    ['double', ' 2 ', 2],
    ['double', '1e1', 10],
    ['double', '0x10', undefined],
    ['double', '', undefined],
    ['float', '0.1', Math.fround(0.1)],
    ['integer', '5.0', 5],
    ['integer', '2.5', undefined],
    ['boolean', 'TRUE', true],
    ['boolean', '0', false],
    ['boolean', 'yes', undefined],
    ['date', '1970-01-02', 1],
    ['date', '2023-02-29', undefined],
    ['time', '01:00:01', 3601],
    ['time', '24:00:00', undefined],
    ['dateTime', '1970-01-02T00:00:01', 86_401],
    ['dateDaysSince[1960]', '1960-01-03', 2],
    ['dateDaysSince[0]', '0000-01-02', 1],
    ['dateTimeSecondsSince[1980]', '1980-01-01T00:01:00', 60],
    ['timeSeconds', '00:01:00', 60],
  ])('%s %j', (type, text, expected) => {
    expect(parseValue(type, text)).toBe(expected);
  });
});

describe('values become texts', () => {
  test.each<[DataType, number, string]>([
    ['integer', 5, '5'],
    ['double', 5, '5.0'],
    ['double', -0.0003, '-3.0E-4'],
    ['double', 12345678, '1.2345678E7'],
    ['float', Math.fround(0.1), '0.1'],
    ['date', 1, '1970-01-02'],
    ['time', 3601.5, '01:00:01.500'],
    ['dateTime', 86_401, '1970-01-02T00:00:01'],
  ])('%s %d', (type, value, expected) => {
    expect(formatValue(type, value)).toBe(expected);
  });
});

test('values are cast where they have a counterpart', () => {
  expect(castFrom('integer', 'string')(5)).toBe('5');
  expect(castFrom('string', 'double')('2.5')).toBe(2.5);
  expect(castFrom('boolean', 'integer')(true)).toBe(1);
  expect(castFrom('dateTime', 'date')(86_401)).toBe(1);
  expect(castFrom('dateDaysSince[1970]', 'dateDaysSince[1960]')(0)).toBe(3653);
  expect(castFrom('date', 'dateDaysSince[1960]')(0)).toBe(3653);
  expect(castFrom('dateTimeSecondsSince[1980]', 'dateTime')(0)).toBe(3652 * 86_400);
  expect(() => castFrom('double', 'integer')(2.5)).toThrow('2.5 cannot become a value of type integer');
});
