import type { PmmlValue } from '../../dataTypes.ts';
import { numberField } from '../../fields/numberField.ts';
import { operand } from '../../predicates/compilePredicate.ts';
import type { Evaluate, Frame } from '../../program.ts';
import type { Scope } from '../../scope.ts';
import type { RegressionTable } from './regressionModel.ts';

type Sum = (frame: Frame) => number | undefined;

/**
 * The sum of a table; missing when a numeric field is. A missing category counts as none of the categories.
 *
 * @param isSingle whether every step is rounded to 32 bits
 */
export function compileTable(table: RegressionTable, scope: Scope, isSingle: boolean): Sum {
  const { intercept } = table;
  const numeric = table.numeric.map(({ field, exponent, coefficient }): Numeric => {
    return { read: numberField(field, scope).evaluate, exponent, coefficient };
  });
  const categorical = compileCategories(table, scope);
  const terms = table.terms.map(({ fields, coefficient }): Term => {
    return { factors: fields.map((field) => numberField(field, scope).evaluate), coefficient };
  });
  if (isSingle) return singleSum(intercept, numeric, categorical, terms);
  return (frame) => {
    let sum = intercept;
    for (const { read, exponent, coefficient } of numeric) {
      const value = read(frame);
      if (value === undefined) return undefined;
      sum += coefficient * (exponent === 1 ? Number(value) : Number(value) ** exponent);
    }
    for (const { read, coefficients } of categorical) {
      const value = read(frame);
      if (value !== undefined) sum += coefficients.get(value) ?? 0;
    }
    for (const { factors, coefficient } of terms) {
      let product = coefficient;
      for (const read of factors) {
        const value = read(frame);
        if (value === undefined) return undefined;
        product *= Number(value);
      }
      sum += product;
    }
    return sum;
  };
}

interface Numeric {
  readonly read: Evaluate;
  readonly exponent: number;
  readonly coefficient: number;
}

interface Categorical {
  readonly read: Evaluate;
  readonly coefficients: Map<PmmlValue, number>;
}

interface Term {
  readonly factors: readonly Evaluate[];
  readonly coefficient: number;
}

function singleSum(
  intercept: number,
  numeric: readonly Numeric[],
  categorical: readonly Categorical[],
  terms: readonly Term[],
): Sum {
  const single = Math.fround;
  return (frame) => {
    let sum = single(intercept);
    for (const { read, exponent, coefficient } of numeric) {
      const value = read(frame);
      if (value === undefined) return undefined;
      sum = single(sum + single(single(coefficient) * single(single(Number(value)) ** exponent)));
    }
    for (const { read, coefficients } of categorical) {
      const value = read(frame);
      if (value !== undefined) sum = single(sum + single(coefficients.get(value) ?? 0));
    }
    for (const { factors, coefficient } of terms) {
      let product = single(coefficient);
      for (const read of factors) {
        const value = read(frame);
        if (value === undefined) return undefined;
        product = single(product * single(Number(value)));
      }
      sum = single(sum + product);
    }
    return sum;
  };
}

/** One look-up for each field instead of one comparison for each category. */
function compileCategories(table: RegressionTable, scope: Scope): Categorical[] {
  const byField = new Map<string, Categorical>();
  for (const { field, value, coefficient } of table.categorical) {
    const resolved = scope.resolve(field);
    const entry = byField.get(field) ?? { read: resolved.evaluate, coefficients: new Map() };
    byField.set(field, entry);
    const category = operand(resolved, value);
    entry.coefficients.set(category, (entry.coefficients.get(category) ?? 0) + coefficient);
  }
  return [...byField.values()];
}
