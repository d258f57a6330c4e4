import { formatDate, formatDateTime, formatTime, parseDate, parseDateTime, parseTime } from './dates.ts';

/** A value inside the evaluator. Missing is `undefined`; dates and times are numbers, see `DataType`. */
export type PmmlValue = number | string | boolean;

const epochs = ['[0]', '[1960]', '[1970]', '[1980]'] as const;
/** Of the reference implementation's own types. */
const laterEpochs = ['[1990]', '[2000]', '[2010]', '[2020]'] as const;

/**
 * PMML's data types. A `date` is held as days since 1970-01-01, a `time` as seconds since midnight, a `dateTime` as
 * seconds since 1970-01-01T00:00; the …Since types count from their own epoch.
 */
export const dataTypes = [
  'string',
  'integer',
  'float',
  'double',
  'boolean',
  'date',
  'time',
  'dateTime',
  'timeSeconds',
  ...epochs.map((epoch) => `dateDaysSince${epoch}` as const),
  ...epochs.map((epoch) => `dateTimeSecondsSince${epoch}` as const),
  ...laterEpochs.map((epoch) => `x-dateDaysSince${epoch}` as const),
  ...laterEpochs.map((epoch) => `x-dateTimeSecondsSince${epoch}` as const),
] as const;

export type DataType = (typeof dataTypes)[number];

export type NumericType = 'integer' | 'float' | 'double';

export function isNumeric(type: DataType): type is NumericType {
  return type === 'double' || type === 'float' || type === 'integer';
}

/** Whether values of the type are held as JavaScript numbers: numeric types, dates and times. */
export function isHeldAsNumber(type: DataType): boolean {
  return type !== 'string' && type !== 'boolean';
}

const decimal = /^[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?$/;

/** The number a text stands for, blanks around it ignored; `undefined` when it is none. */
export function numberOf(text: string): number | undefined {
  const trimmed = text.trim();
  // As in the reference implementation there is no negative zero.
  if (decimal.test(trimmed)) return Number(trimmed) + 0;
  if (trimmed === 'NaN') return Number.NaN;
  if (trimmed === 'Infinity' || trimmed === 'INF' || trimmed === '+Infinity') return Number.POSITIVE_INFINITY;
  if (trimmed === '-Infinity' || trimmed === '-INF') return Number.NEGATIVE_INFINITY;
  return undefined;
}

/** Reads a text as a value of the type; `undefined` when it is none. */
export function parseValue(type: DataType, text: string): PmmlValue | undefined {
  switch (type) {
    case 'string':
      return text;
    case 'double':
      return numberOrFlag(text);
    case 'float': {
      const number = numberOrFlag(text);
      return number === undefined ? undefined : Math.fround(number);
    }
    case 'integer': {
      const number = numberOrFlag(text);
      return number !== undefined && isInteger(number) ? number : undefined;
    }
    case 'boolean':
      return parseBoolean(text);
    case 'date':
      return parseDate(text);
    case 'time':
    case 'timeSeconds':
      return parseTime(text);
    case 'dateTime':
      return parseDateTime(text);
    default:
      return parseSince(type, text);
  }
}

/** Whether a number is a value of PMML's integer type, which the reference implementation holds in 32 bits. */
export function isInteger(value: number): boolean {
  return Number.isInteger(value) && value >= -(2 ** 31) && value < 2 ** 31;
}

/** Like the reference implementation, a number type takes `true` and `false` for 1 and 0. */
function numberOrFlag(text: string): number | undefined {
  const number = numberOf(text);
  if (number !== undefined || text.length > 5) return number;
  const word = text.toLowerCase();
  return word === 'true' ? 1 : word === 'false' ? 0 : undefined;
}

function parseBoolean(text: string): boolean | undefined {
  const word = text.trim().toLowerCase();
  if (word === 'true') return true;
  if (word === 'false') return false;
  const number = numberOf(word);
  return number === 1 ? true : number === 0 ? false : undefined;
}

function parseSince(type: DataType, text: string): number | undefined {
  const plain = numberOf(text);
  if (plain !== undefined) return plain;
  const days = type.includes('dateDays');
  const value = days ? parseDate(text) : parseDateTime(text);
  if (value === undefined) return undefined;
  return value - epochDays(type) * (days ? 1 : 86_400);
}

/** Days from 1970-01-01 to the epoch of a …Since[year] type. */
export function epochDays(type: DataType): number {
  const year = Number(/\[(\d+)\]/.exec(type)?.[1] ?? 1970);
  return (parseDate(`${String(year).padStart(4, '0')}-01-01`) as number) || 0;
}

/** A value as text, as it is compared with labels and shown: `5` for an integer, `5.0` for a double. */
export function formatValue(type: DataType, value: PmmlValue): string {
  if (typeof value !== 'number') return String(value);
  switch (type) {
    case 'double':
      return formatReal(value, String(Math.abs(value)));
    case 'float':
      return formatReal(value, shortestFloat(Math.abs(value)));
    case 'date':
      return formatDate(value);
    case 'time':
      return formatTime(value);
    case 'dateTime':
      return formatDateTime(value);
    default:
      return String(value);
  }
}

function shortestFloat(value: number): string {
  for (let digits = 1; digits < 9; digits += 1) {
    const text = value.toPrecision(digits);
    if (Math.fround(Number(text)) === value) return String(Number(text));
  }
  return String(value);
}

/** Decimal between 0.001 and ten million, scientific outside, always with a fraction: the notation of XML Schema's double. */
function formatReal(value: number, shortest: string): string {
  if (!Number.isFinite(value)) return String(value);
  const sign = value < 0 || Object.is(value, -0) ? '-' : '';
  const size = Math.abs(value);
  if (size === 0) return `${sign}0.0`;
  if (size >= 1e-3 && size < 1e7) return `${sign}${shortest.includes('.') ? shortest : `${shortest}.0`}`;
  const [mantissa, exponent] = Number(shortest).toExponential().split('e') as [string, string];
  return `${sign}${mantissa.includes('.') ? mantissa : `${mantissa}.0`}E${Number(exponent)}`;
}
