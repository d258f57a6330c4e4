import type { Compiled } from '../program.ts';
import {
  type Builtin,
  invalidArgument,
  numericType,
  realType,
  rounded,
  strictCall,
  unlimited,
} from './builtin.ts';

/** Two integers give an integer: 4/6 is 0, and dividing by 0 fails; among doubles it is infinite. */
function binary(compute: (left: number, right: number) => number, whole = compute): Builtin {
  return {
    least: 2,
    most: 2,
    compile(parts) {
      const type = numericType(parts);
      const apply = type === 'integer' ? whole : compute;
      return rounded(
        type,
        strictCall(parts, (left, right) => apply(Number(left), Number(right))),
      );
    },
  };
}

function divisor(name: string, value: number): number {
  if (value === 0) throw invalidArgument(name, 'an integer is divided by 0');
  return value;
}

function modulo(left: number, right: number): number {
  return left - Math.floor(left / right) * right;
}

/** A function over all arguments that are not missing; missing when all are. */
function overPresent(
  type: (parts: readonly Compiled[]) => ReturnType<typeof numericType>,
  compute: (values: number[]) => number,
): Builtin {
  return {
    least: 1,
    most: unlimited,
    compile(parts) {
      const readers = parts.map((part) => part.evaluate);
      return rounded(type(parts), (frame) => {
        const present: number[] = [];
        for (const read of readers) {
          const value = read(frame);
          if (value !== undefined) present.push(Number(value));
        }
        return present.length === 0 ? undefined : compute(present);
      });
    },
  };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** The middle value; of an even number of values the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = Float64Array.from(values).sort();
  const middle = sorted.length >> 1;
  const upper = sorted[middle] as number;
  if (sorted.length % 2 === 1) return upper;
  const lower = sorted[middle - 1] as number;
  // In this form as the reference computes it: which of two segments is nearer the median can hang on the last digit.
  return lower + (upper - lower) / 2;
}

export const arithmetic: Readonly<Record<string, Builtin>> = {
  '+': binary((left, right) => left + right),
  '-': binary((left, right) => left - right),
  '*': binary((left, right) => left * right),
  '/': binary(
    (left, right) => left / right,
    (left, right) => Math.trunc(left / divisor('/', right)) + 0,
  ),
  modulo: binary(modulo, (left, right) => modulo(left, divisor('modulo', right))),
  min: overPresent(numericType, (values) => Math.min(...values)),
  max: overPresent(numericType, (values) => Math.max(...values)),
  sum: overPresent(numericType, sum),
  product: overPresent(numericType, (values) => values.reduce((total, value) => total * value, 1)),
  avg: overPresent(realType, (values) => sum(values) / values.length),
  median: overPresent(realType, median),
};
