import { ModelError } from '../../errors.ts';
import { commonType } from '../castValue.ts';
import { type DataType, isInteger, isNumeric, type PmmlValue } from '../dataTypes.ts';
import type { Compiled, Evaluate } from '../program.ts';

/** A function of PMML: how many arguments it takes, and how a call with arguments of known types is compiled. */
export interface Builtin {
  readonly least: number;
  readonly most: number;
  compile(parts: readonly Compiled[]): Compiled;
}

export const unlimited = Number.POSITIVE_INFINITY;

/** A function with a fixed number of arguments that has a missing result when one of them is missing. */
export function strict(
  count: number,
  type: DataType | ((parts: readonly Compiled[]) => DataType),
  apply: (...values: never[]) => PmmlValue | undefined,
): Builtin {
  const call = apply as (...values: PmmlValue[]) => PmmlValue | undefined;
  return {
    least: count,
    most: count,
    compile(parts) {
      const dataType = typeof type === 'function' ? type(parts) : type;
      return { dataType, evaluate: strictCall(parts, call) };
    },
  };
}

export function strictCall(
  parts: readonly Compiled[],
  call: (...values: PmmlValue[]) => PmmlValue | undefined,
): Evaluate {
  const [first, second] = parts.map((part) => part.evaluate);
  if (parts.length === 1 && first !== undefined) {
    return (frame) => {
      const value = first(frame);
      return value === undefined ? undefined : call(value);
    };
  }
  if (parts.length === 2 && first !== undefined && second !== undefined) {
    return (frame) => {
      const left = first(frame);
      const right = second(frame);
      return left === undefined || right === undefined ? undefined : call(left, right);
    };
  }
  return (frame) => {
    const values: PmmlValue[] = [];
    for (const part of parts) {
      const value = part.evaluate(frame);
      if (value === undefined) return undefined;
      values.push(value);
    }
    return call(...values);
  };
}

/** The type in which numbers of the arguments' types are computed; a truth value counts as 0 or 1. */
export function numericType(parts: readonly Compiled[]): DataType {
  const types = parts.map(({ dataType }) => (isNumeric(dataType) ? dataType : numericOf(dataType)));
  return types.reduce(commonType, 'integer');
}

/** Like `numericType`, for functions whose results are not whole: integers become doubles. */
export function realType(parts: readonly Compiled[]): DataType {
  const type = numericType(parts);
  return type === 'integer' ? 'double' : type;
}

function numericOf(type: DataType): DataType {
  return type === 'string' ? 'double' : 'integer';
}

/**
 * Keeps the results of a computation in 32 bits where its type is float, and refuses those that an integer cannot have:
 * too large, or not whole as 2 to the power of −1.
 */
export function rounded(type: DataType, evaluate: Evaluate): Compiled {
  if (type === 'integer') {
    return {
      dataType: type,
      evaluate: (frame) => {
        const value = evaluate(frame);
        if (value === undefined) return undefined;
        // Integers have no negative zero.
        if (isInteger(value as number)) return (value as number) + 0;
        throw new ModelError('SCORING_FAILED', `The result ${value} is not a 32-bit integer.`);
      },
    };
  }
  if (type !== 'float') return { dataType: type, evaluate };
  return {
    dataType: type,
    evaluate: (frame) => {
      const value = evaluate(frame);
      return value === undefined ? undefined : Math.fround(Number(value));
    },
  };
}

export function invalidArgument(name: string, problem: string): ModelError {
  return new ModelError('SCORING_FAILED', `The function ${name} failed: ${problem}.`);
}
