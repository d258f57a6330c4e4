import type { Frame } from '../../program.ts';
import type { ModelContext, Scorer } from '../model.ts';
import type { Association, Rule } from './associationModel.ts';
import { type ItemTest, itemCompiler } from './compileItem.ts';
import { ANTECEDENT, CONSEQUENT, type RuleBook, ranksBy, selects } from './ruleBook.ts';

/**
 * Finds out which sides of each rule are in a record's basket. The predicted value is what PMML's defaults for output
 * fields say: the consequent of the surest rule whose antecedent is in the basket and whose consequent is not.
 */
export function compileAssociation(model: Association, context: ModelContext): Scorer {
  const tests = model.items.map(itemCompiler(model, context));
  const places = new Map(model.items.map(({ id }, index) => [id, index]));
  const itemsets = [...model.itemsets.values()].map((ids) => ids.map((id) => places.get(id) as number));
  const setPlaces = new Map([...model.itemsets.keys()].map((id, index) => [id, index]));
  const rules = model.rules.map(({ antecedent, consequent }) => ({
    antecedent: setPlaces.get(antecedent) as number,
    consequent: setPlaces.get(consequent) as number,
  }));
  const book = ruleBookOf(model);
  const order = ranksBy(book, 'confidence', 'descending');
  const isSelected = selects.exclusiveRecommendation;
  const here = new Uint8Array(tests.length);
  const complete = new Uint8Array(itemsets.length);
  return {
    gives: ['rule'],
    rules: book,
    predict: (frame: Frame) => {
      for (let index = 0; index < tests.length; index += 1)
        here[index] = (tests[index] as ItemTest)(frame) ? 1 : 0;
      for (let index = 0; index < itemsets.length; index += 1)
        complete[index] = (itemsets[index] as number[]).every((place) => here[place] === 1) ? 1 : 0;
      const sides = new Uint8Array(rules.length);
      for (const [index, { antecedent, consequent }] of rules.entries())
        sides[index] = (complete[antecedent] ? ANTECEDENT : 0) | (complete[consequent] ? CONSEQUENT : 0);
      const best = order.find((rule) => isSelected(sides[rule] as number));
      return { value: best === undefined ? undefined : book[best]?.consequent.join(','), ruleSides: sides };
    },
  };
}

function ruleBookOf({ items, itemsets, rules }: Association): RuleBook {
  const values = new Map(items.map(({ id, value }) => [id, value]));
  const valuesOf = (itemset: string) =>
    (itemsets.get(itemset) ?? []).map((item) => values.get(item) as string);
  return rules.map((rule: Rule) => ({
    ...rule,
    antecedent: valuesOf(rule.antecedent),
    consequent: valuesOf(rule.consequent),
  }));
}
