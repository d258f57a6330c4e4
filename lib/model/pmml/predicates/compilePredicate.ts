import { ModelError } from '../../errors.ts';
import { isNumeric, numberOf, type PmmlValue, parseValue } from '../dataTypes.ts';
import type { CompiledField, Frame } from '../program.ts';
import type { Scope } from '../scope.ts';
import type { Comparison, Predicate } from './parsePredicate.ts';

/** True, false, or unknown (`undefined`). */
export type Test = (frame: Frame) => boolean | undefined;

export function compilePredicate(predicate: Predicate, scope: Scope): Test {
  switch (predicate.kind) {
    case 'constant':
      return () => predicate.value;
    case 'missing': {
      const { evaluate } = scope.resolve(predicate.field);
      return (frame) => (evaluate(frame) === undefined) !== predicate.negated;
    }
    case 'set': {
      const field = scope.resolve(predicate.field);
      scope.program.holdNumbers(predicate.texts.length);
      const values = new Set(predicate.texts.map((text) => operand(field, text)));
      const { negated } = predicate;
      return (frame) => {
        const value = field.evaluate(frame);
        return value === undefined ? undefined : values.has(value) !== negated;
      };
    }
    case 'compare':
      return compileComparison(scope.resolve(predicate.field), predicate.operator, predicate.text);
    case 'compound': {
      const parts = predicate.parts.map((part) => compilePredicate(part, scope));
      return compounds[predicate.operator](parts);
    }
  }
}

/** The text a field is compared with, as a value that compares with the field's own. */
export function operand(field: CompiledField, text: string): PmmlValue {
  // An integer field may be compared with 2.5: trees put thresholds between the values.
  const value = field.dataType === 'integer' ? numberOf(text) : parseValue(field.dataType, text);
  if (value !== undefined) return value;
  throw new ModelError(
    'MODEL_CORRUPT',
    `A PMML predicate compares the field "${field.name}" of type ${field.dataType} with "${text}".`,
  );
}

function compileComparison(field: CompiledField, operator: Comparison, text: string): Test {
  const right = operand(field, text);
  const { evaluate } = field;
  if (operator === 'equal' || operator === 'notEqual') {
    const negated = operator === 'notEqual';
    return (frame) => {
      const left = evaluate(frame);
      return left === undefined ? undefined : (left === right) !== negated;
    };
  }
  const rank = ranking(field);
  const compare = orders[operator];
  if (rank === undefined) {
    return (frame) => {
      const left = evaluate(frame);
      return left === undefined ? undefined : compare(left, right);
    };
  }
  const rightRank = rank(right);
  return (frame) => {
    const left = evaluate(frame);
    return left === undefined ? undefined : compare(rank(left), rightRank);
  };
}

/** Ordinal texts compare by their place in the list of valid values. */
function ranking(field: CompiledField): ((value: PmmlValue) => number) | undefined {
  if (field.opType !== 'ordinal' || isNumeric(field.dataType) || (field.validValues ?? []).length === 0)
    return undefined;
  const ranks = new Map((field.validValues ?? []).map((value, index) => [value, index]));
  return (value) => ranks.get(value) ?? Number.NaN;
}

const orders: Record<
  Exclude<Comparison, 'equal' | 'notEqual'>,
  (left: PmmlValue, right: PmmlValue) => boolean
> = {
  lessThan: (left, right) => left < right,
  lessOrEqual: (left, right) => left <= right,
  greaterThan: (left, right) => left > right,
  greaterOrEqual: (left, right) => left >= right,
};

/** How parts combine when some are unknown: `and` is false as soon as one is false, `or` true as soon as one is true. */
const compounds: Record<'and' | 'or' | 'xor' | 'surrogate', (parts: readonly Test[]) => Test> = {
  and: (parts) => (frame) => {
    let result: boolean | undefined = true;
    for (const part of parts) {
      const value = part(frame);
      if (value === false) return false;
      if (value === undefined) result = undefined;
    }
    return result;
  },
  or: (parts) => (frame) => {
    let result: boolean | undefined = false;
    for (const part of parts) {
      const value = part(frame);
      if (value === true) return true;
      if (value === undefined) result = undefined;
    }
    return result;
  },
  xor: (parts) => (frame) => {
    let result = false;
    for (const part of parts) {
      const value = part(frame);
      if (value === undefined) return undefined;
      result = result !== value;
    }
    return result;
  },
  surrogate: (parts) => (frame) => {
    for (const part of parts) {
      const value = part(frame);
      if (value !== undefined) return value;
    }
    return undefined;
  },
};
