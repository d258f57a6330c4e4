import { ModelError } from '../errors.ts';
import {
  type DataType,
  epochDays,
  formatValue,
  isInteger,
  isNumeric,
  type PmmlValue,
  parseValue,
} from './dataTypes.ts';

type Cast = (value: PmmlValue) => PmmlValue;

const same: Cast = (value) => value;

/**
 * How values of one type become values of another; decided once, where a model is compiled. The function throws
 * SCORING_FAILED for a value that has no counterpart, such as 2.5 as an integer.
 */
export function castFrom(from: DataType, to: DataType): Cast {
  if (from === to) return same;
  if (to === 'string') return (value) => formatValue(from, value);
  if (from === 'string') return (value) => parseValue(to, String(value)) ?? fail(value, to);
  if (to === 'boolean') return (value) => (value === 1 ? true : value === 0 ? false : fail(value, to));
  if (from === 'boolean') return (value) => (value === true ? 1 : value === false ? 0 : value);
  if (from === 'dateTime' && to === 'date') return (value) => Math.floor(Number(value) / 86_400);
  if (from === 'dateTime' && to === 'time') return (value) => secondsOfDay(Number(value));
  if (to === 'integer') return (value) => (isInteger(Number(value)) ? value : fail(value, to));
  if (to === 'float') return (value) => Math.fround(Number(value));
  if (to === 'double' || !countSameUnit(from, to)) return same;
  const offset = (epochDays(from) - epochDays(to)) * (countsDays(to) ? 1 : 86_400);
  return offset === 0 ? same : (value) => Number(value) + offset;
}

/** The type that values of both types can be compared in: text wins, then the wider number. */
export function commonType(left: DataType, right: DataType): DataType {
  if (left === right) return left;
  if (left === 'string' || right === 'string') {
    const other = left === 'string' ? right : left;
    // A date or a truth value beside a text: the text is its notation.
    return isNumeric(other) ? 'string' : other;
  }
  for (const type of ['double', 'float', 'integer'] as const) {
    if (left === type || right === type) return type;
  }
  return left;
}

export function secondsOfDay(seconds: number): number {
  return seconds - Math.floor(seconds / 86_400) * 86_400;
}

function countsDays(type: DataType): boolean {
  return type === 'date' || type.includes('dateDaysSince');
}

/** Whether values of both types count days, or both seconds, each from its epoch. */
function countSameUnit(from: DataType, to: DataType): boolean {
  const countsSeconds = (type: DataType) => type === 'dateTime' || type.includes('dateTimeSeconds');
  return (countsDays(from) && countsDays(to)) || (countsSeconds(from) && countsSeconds(to));
}

function fail(value: PmmlValue, type: DataType): never {
  throw new ModelError(
    'SCORING_FAILED',
    `The value ${JSON.stringify(value)} cannot become a value of type ${type}.`,
  );
}
