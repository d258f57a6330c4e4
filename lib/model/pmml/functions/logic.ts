import { castFrom, commonType } from '../castValue.ts';
import type { DataType, PmmlValue } from '../dataTypes.ts';
import type { Compiled, Evaluate } from '../program.ts';
import { castTo } from '../transformations/derivedField.ts';
import { type Builtin, strictCall, unlimited } from './builtin.ts';

function comparison(compare: (left: PmmlValue, right: PmmlValue) => boolean): Builtin {
  return {
    least: 2,
    most: 2,
    compile(parts) {
      const type = parts.map((part) => part.dataType).reduce(commonType);
      const same = parts.map((part) => castTo(part, type));
      return { dataType: 'boolean', evaluate: strictCall(same, compare) };
    },
  };
}

/** A missing value is in no list. */
function membership(negated: boolean): Builtin {
  return {
    least: 2,
    most: unlimited,
    compile([value, ...members]) {
      const subject = value as Compiled;
      const readers = members.map((member) => castTo(member, subject.dataType).evaluate);
      return {
        dataType: 'boolean',
        evaluate: (frame) => {
          const wanted = subject.evaluate(frame);
          const found = wanted !== undefined && readers.some((read) => read(frame) === wanted);
          return found !== negated;
        },
      };
    },
  };
}

function presence(wanted: boolean): Builtin {
  return {
    least: 1,
    most: 1,
    compile: ([part]) => {
      const { evaluate } = part as Compiled;
      return { dataType: 'boolean', evaluate: (frame) => (evaluate(frame) !== undefined) === wanted };
    },
  };
}

/** Whether a value is there and is valid, or there and not valid: a model can let invalid values in as they are. */
function validity(wanted: boolean): Builtin {
  return {
    least: 1,
    most: 1,
    compile: ([part]) => {
      const { evaluate, isValid } = part as Compiled;
      return {
        dataType: 'boolean',
        evaluate: (frame) => {
          const value = evaluate(frame);
          return value !== undefined && (isValid === undefined || isValid(value)) === wanted;
        },
      };
    },
  };
}

/** `and` ends at the first false, `or` at the first true; otherwise a missing argument makes the result missing. */
function junction(deciding: boolean): Builtin {
  return {
    least: 2,
    most: unlimited,
    compile(parts) {
      const readers = parts.map((part) => castTo(part, 'boolean').evaluate);
      return {
        dataType: 'boolean',
        evaluate: (frame) => {
          let missing = false;
          for (const read of readers) {
            const value = read(frame);
            if (value === deciding) return deciding;
            if (value === undefined) missing = true;
          }
          return missing ? undefined : !deciding;
        },
      };
    },
  };
}

/** `if(condition, then)` or `if(condition, then, else)`; only the branch that is taken is computed. */
const conditional: Builtin = {
  least: 2,
  most: 3,
  compile([condition, yes, no]) {
    const test = castTo(condition as Compiled, 'boolean').evaluate;
    const then = yes as Compiled;
    const type = no === undefined ? then.dataType : branchType(then.dataType, no.dataType);
    const whenTrue = branch(then, type);
    const whenFalse: Evaluate = no === undefined ? () => undefined : branch(no, type);
    return {
      dataType: type,
      evaluate: (frame) => {
        const value = test(frame);
        return value === undefined ? undefined : value ? whenTrue(frame) : whenFalse(frame);
      },
    };
  },
};

function branchType(left: DataType, right: DataType): DataType {
  return left !== right && (left === 'string' || right === 'string') ? 'string' : commonType(left, right);
}

function branch(part: Compiled, type: DataType): Evaluate {
  const cast = castFrom(part.dataType, type);
  return (frame) => {
    const value = part.evaluate(frame);
    return value === undefined ? undefined : cast(value);
  };
}

export const logic: Readonly<Record<string, Builtin>> = {
  equal: comparison((left, right) => left === right),
  notEqual: comparison((left, right) => left !== right),
  lessThan: comparison((left, right) => left < right),
  lessOrEqual: comparison((left, right) => left <= right),
  greaterThan: comparison((left, right) => left > right),
  greaterOrEqual: comparison((left, right) => left >= right),
  isIn: membership(false),
  isNotIn: membership(true),
  isMissing: presence(false),
  isNotMissing: presence(true),
  isValid: validity(true),
  isNotValid: validity(false),
  and: junction(false),
  or: junction(true),
  not: {
    least: 1,
    most: 1,
    compile: (parts) => {
      const flags = parts.map((part) => castTo(part, 'boolean'));
      return { dataType: 'boolean', evaluate: strictCall(flags, (value) => value === false) };
    },
  },
  if: conditional,
};
