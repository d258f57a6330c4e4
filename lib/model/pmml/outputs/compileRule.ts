import type { PmmlValue } from '../dataTypes.ts';
import { type BookedRule, type RuleBook, ranksBy, selects } from '../models/association/ruleBook.ts';
import type { CompiledOutput } from '../models/model.ts';
import type { Prediction } from '../prediction.ts';
import type { OutputField } from './parseOutput.ts';
import type { RuleFeature } from './ruleChoice.ts';

type Told = PmmlValue | readonly PmmlValue[] | undefined;

/** What an output field tells of the rules that are selected for a record. */
export function compileRule(
  { rules: { feature, algorithm, basis, order, multiple }, rank }: OutputField,
  book: RuleBook,
): Pick<CompiledOutput, 'dataType'> & { read(prediction: Prediction): Told } {
  const tell = tellers[feature as RuleFeature];
  const isText = ['antecedent', 'consequent', 'rule', 'ruleId'].includes(feature as RuleFeature);
  const isSelected = selects[algorithm];
  // The order does not depend on the record, so that only the selected rules have to be found.
  const ranking = ranksBy(book, basis, order);
  const most = multiple && rank === 0 ? book.length : rank;
  return {
    dataType: isText ? 'string' : 'double',
    read: ({ ruleSides }) => {
      if (ruleSides === undefined) return undefined;
      const told: PmmlValue[] = [];
      let count = 0;
      for (const place of ranking) {
        if (!isSelected(ruleSides[place] as number)) continue;
        count += 1;
        const rule = book[place] as BookedRule;
        if (multiple) told.push(textOf(tell(rule)));
        else if (count === rank) return tell(rule);
        if (count === most) break;
      }
      return multiple ? told : undefined;
    },
  };
}

/** In a list of rules, the items of one rule are a text. */
function textOf(told: Told): PmmlValue {
  return typeof told === 'object' ? `[${told.join(', ')}]` : (told ?? '');
}

const tellers: Readonly<Record<RuleFeature, (rule: BookedRule) => Told>> = {
  antecedent: ({ antecedent }) => antecedent,
  consequent: ({ consequent }) => consequent,
  rule: ({ antecedent, consequent }) => `{${antecedent.join(',')}}->{${consequent.join(',')}}`,
  ruleId: ({ id }) => id,
  confidence: ({ confidence }) => confidence,
  support: ({ support }) => support,
  lift: ({ lift }) => lift,
  leverage: ({ leverage }) => leverage,
  affinity: ({ affinity }) => affinity,
};
