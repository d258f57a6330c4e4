import type { PmmlValue } from '../../dataTypes.ts';
import { numberField } from '../../fields/numberField.ts';
import { operand } from '../../predicates/compilePredicate.ts';
import type { Evaluate, Frame } from '../../program.ts';
import type { Scope } from '../../scope.ts';
import type { RegressionTable } from './regressionModel.ts';

type Sum = (frame: Frame) => number | undefined;

/** The sum of a table; missing when a numeric field is. A missing category counts as none of the categories. */
export function compileTable(table: RegressionTable, scope: Scope): Sum {
  const { intercept } = table;
  const numeric = table.numeric.map(({ field, exponent, coefficient }) => {
    return { read: numberField(field, scope).evaluate, exponent, coefficient };
  });
  const categorical = compileCategories(table, scope);
  const terms = table.terms.map(({ fields, coefficient }) => {
    return { factors: fields.map((field) => numberField(field, scope).evaluate), coefficient };
  });
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

/** One look-up for each field instead of one comparison for each category. */
function compileCategories(
  table: RegressionTable,
  scope: Scope,
): { read: Evaluate; coefficients: Map<PmmlValue, number> }[] {
  const byField = new Map<string, { read: Evaluate; coefficients: Map<PmmlValue, number> }>();
  for (const { field, value, coefficient } of table.categorical) {
    const resolved = scope.resolve(field);
    const entry = byField.get(field) ?? { read: resolved.evaluate, coefficients: new Map() };
    byField.set(field, entry);
    const category = operand(resolved, value);
    entry.coefficients.set(category, (entry.coefficients.get(category) ?? 0) + coefficient);
  }
  return [...byField.values()];
}
