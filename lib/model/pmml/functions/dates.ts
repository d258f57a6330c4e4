import { castFrom, secondsOfDay } from '../castValue.ts';
import { type DataType, epochDays } from '../dataTypes.ts';
import { parseDate } from '../dates.ts';
import type { Compiled } from '../program.ts';
import { type Builtin, invalidArgument, strictCall } from './builtin.ts';

const daySeconds = 86_400;

/** Seconds since 1970 of a value of any date type. */
function secondsOf(name: string, { dataType }: Compiled): (value: unknown) => number {
  if (dataType === 'date') return (value) => Number(value) * daySeconds;
  if (dataType === 'dateTime') return Number;
  if (dataType.includes('dateDaysSince'))
    return (value) => (Number(value) + epochDays(dataType)) * daySeconds;
  if (dataType.includes('dateTimeSeconds'))
    return (value) => Number(value) + epochDays(dataType) * daySeconds;
  if (dataType === 'string') {
    const asDateTime = castFrom('string', 'dateTime');
    return (value) => {
      const days = parseDate(String(value));
      return days === undefined ? Number(asDateTime(String(value))) : days * daySeconds;
    };
  }
  throw invalidArgument(name, `a value of type ${dataType} is no date`);
}

function sinceYear(name: string, unit: number): Builtin {
  return {
    least: 2,
    most: 2,
    compile(parts) {
      const seconds = secondsOf(name, parts[0] as Compiled);
      return {
        dataType: 'integer',
        evaluate: strictCall(parts, (value, year) => {
          const epoch = parseDate(`${String(year).padStart(4, '0')}-01-01`);
          if (epoch === undefined) throw invalidArgument(name, `${year} is no year`);
          return Math.floor((seconds(value) - epoch * daySeconds) / unit);
        }),
      };
    },
  };
}

const isTime = (type: DataType) => type === 'time' || type === 'timeSeconds';

const secondsSinceMidnight: Builtin = {
  least: 1,
  most: 1,
  compile(parts) {
    const part = parts[0] as Compiled;
    const seconds = isTime(part.dataType) ? Number : secondsOf('dateSecondsSinceMidnight', part);
    return {
      dataType: 'integer',
      evaluate: strictCall(parts, (value) => Math.floor(secondsOfDay(seconds(value)))),
    };
  },
};

const formatDatetime: Builtin = {
  least: 2,
  most: 2,
  compile(parts) {
    const part = parts[0] as Compiled;
    const seconds = isTime(part.dataType) ? Number : secondsOf('formatDatetime', part);
    return {
      dataType: 'string',
      evaluate: strictCall(parts, (value, format) =>
        strftime(new Date(seconds(value) * 1000), String(format)),
      ),
    };
  },
};

const months = 'January February March April May June July August September October November December'.split(
  ' ',
);
const weekdays = 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday'.split(' ');
const two = (value: number) => String(value).padStart(2, '0');

/** The directives of POSIX strftime; dates have no time zone, which is what the UTC getters stand for. */
const directives: Readonly<Record<string, (date: Date) => string>> = {
  Y: (date) => String(date.getUTCFullYear()),
  y: (date) => two(date.getUTCFullYear() % 100),
  m: (date) => two(date.getUTCMonth() + 1),
  d: (date) => two(date.getUTCDate()),
  e: (date) => String(date.getUTCDate()).padStart(2),
  j: (date) =>
    String((date.getTime() - Date.UTC(date.getUTCFullYear(), 0)) / 86_400_000 + 1)
      .split('.')[0]
      ?.padStart(3, '0') ?? '',
  H: (date) => two(date.getUTCHours()),
  I: (date) => two(date.getUTCHours() % 12 || 12),
  M: (date) => two(date.getUTCMinutes()),
  S: (date) => two(date.getUTCSeconds()),
  p: (date) => (date.getUTCHours() < 12 ? 'AM' : 'PM'),
  B: (date) => months[date.getUTCMonth()] as string,
  b: (date) => (months[date.getUTCMonth()] as string).slice(0, 3),
  A: (date) => weekdays[date.getUTCDay()] as string,
  a: (date) => (weekdays[date.getUTCDay()] as string).slice(0, 3),
  F: (date) => strftime(date, '%Y-%m-%d'),
  T: (date) => strftime(date, '%H:%M:%S'),
  D: (date) => strftime(date, '%m/%d/%y'),
  R: (date) => strftime(date, '%H:%M'),
  '%': () => '%',
};

function strftime(date: Date, format: string): string {
  return format.replace(/%(.)/gs, (directive, letter: string) => {
    if (!Object.hasOwn(directives, letter))
      throw invalidArgument('formatDatetime', `${directive} is not supported`);
    return (directives[letter] as (date: Date) => string)(date);
  });
}

export const dates: Readonly<Record<string, Builtin>> = {
  dateDaysSinceYear: sinceYear('dateDaysSinceYear', daySeconds),
  dateSecondsSinceYear: sinceYear('dateSecondsSinceYear', 1),
  dateSecondsSinceMidnight: secondsSinceMidnight,
  formatDatetime,
};
