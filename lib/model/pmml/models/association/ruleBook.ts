import { ModelError } from '../../../errors.ts';
import type { Rule } from './associationModel.ts';

/** A rule with the values of its items. */
export interface BookedRule extends Omit<Rule, 'antecedent' | 'consequent'> {
  readonly antecedent: readonly string[];
  readonly consequent: readonly string[];
}

/** The rules of an association model in the order of the document. */
export type RuleBook = readonly BookedRule[];

/** Whether the rule's antecedent, and its consequent, is in the basket: bits of what a prediction keeps of a rule. */
export const ANTECEDENT = 1;
export const CONSEQUENT = 2;

/** Which rules an output field speaks of. */
export const selects = {
  recommendation: (sides: number) => (sides & ANTECEDENT) !== 0,
  exclusiveRecommendation: (sides: number) => sides === ANTECEDENT,
  ruleAssociation: (sides: number) => sides === (ANTECEDENT | CONSEQUENT),
} as const;

export const rankBases = ['confidence', 'support', 'lift', 'leverage', 'affinity'] as const;

/** The places of all rules by a property; equal ones in the order of the document. */
export function ranksBy(
  book: RuleBook,
  basis: (typeof rankBases)[number],
  order: 'ascending' | 'descending',
): number[] {
  const values = book.map((rule) => {
    const value = rule[basis];
    if (value !== undefined) return value;
    throw new ModelError('MODEL_CORRUPT', `The PMML rule "${rule.id}" has no ${basis} to be ranked by.`);
  });
  const sign = order === 'ascending' ? 1 : -1;
  return Array.from(book.keys()).sort(
    (a, b) => sign * ((values[a] as number) - (values[b] as number)) || a - b,
  );
}
