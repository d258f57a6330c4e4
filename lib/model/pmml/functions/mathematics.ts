import type { DataType, PmmlValue } from '../dataTypes.ts';
import type { Compiled } from '../program.ts';
import { type Builtin, numericType, rounded, strict, strictCall } from './builtin.ts';

/** A function of two numbers; its results have all digits, also where the arguments have those of a float only. */
function real(compute: (left: number, right: number) => number): Builtin {
  return strict(2, 'double', (left: PmmlValue, right: PmmlValue) => compute(Number(left), Number(right)));
}

/** A function of one number; most of these, so it avoids the list of arguments. */
function unary(
  compute: (value: number) => number,
  type: (parts: readonly Compiled[]) => DataType = () => 'double',
): Builtin {
  return {
    least: 1,
    most: 1,
    compile: (parts) =>
      rounded(
        type(parts),
        strictCall(parts, (value) => compute(Number(value))),
      ),
  };
}

/** To the nearest integer, a half up: -2.5 becomes -2. */
export function roundHalfUp(value: number): number {
  return Math.floor(value + 0.5);
}

/** To the nearest integer, a half to the even one. */
export function roundHalfEven(value: number): number {
  const floor = Math.floor(value);
  const rest = value - floor;
  if (rest !== 0.5) return rest < 0.5 ? floor : floor + 1;
  return floor % 2 === 0 ? floor : floor + 1;
}

export const mathematics: Readonly<Record<string, Builtin>> = {
  abs: unary(Math.abs, numericType),
  floor: unary(Math.floor, () => 'integer'),
  ceil: unary(Math.ceil, () => 'integer'),
  round: unary(roundHalfUp, () => 'integer'),
  rint: unary(roundHalfEven, numericType),
  exp: unary(Math.exp),
  expm1: unary(Math.expm1),
  ln: unary(Math.log),
  ln1p: unary(Math.log1p),
  log10: unary(Math.log10),
  sqrt: unary(Math.sqrt),
  sin: unary(Math.sin),
  asin: unary(Math.asin),
  sinh: unary(Math.sinh),
  cos: unary(Math.cos),
  acos: unary(Math.acos),
  cosh: unary(Math.cosh),
  tan: unary(Math.tan),
  atan: unary(Math.atan),
  tanh: unary(Math.tanh),
  atan2: real(Math.atan2),
  'x-atan2': real(Math.atan2),
  hypot: real(Math.hypot),
  pow: {
    least: 2,
    most: 2,
    compile: (parts) =>
      rounded(
        numericType(parts),
        strictCall(parts, (base, exponent) => Number(base) ** Number(exponent)),
      ),
  },
  threshold: {
    least: 2,
    most: 2,
    compile: (parts) =>
      rounded(
        numericType(parts),
        strictCall(parts, (value, limit) => (Number(value) > Number(limit) ? 1 : 0)),
      ),
  },
};
