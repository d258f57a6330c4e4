import { rankBases, selects } from '../models/association/ruleBook.ts';
import type { ElementReader } from '../xml/elementReader.ts';

/** What an output field can tell of a rule. */
export const ruleFeatures = [
  'antecedent',
  'consequent',
  'rule',
  'ruleId',
  'confidence',
  'support',
  'lift',
  'leverage',
  'affinity',
] as const;

export type RuleFeature = (typeof ruleFeatures)[number];

/** Which rules of an association model an output field tells of, and what. */
export interface RuleChoice {
  /** Absent where the output field is not about rules. */
  readonly feature: RuleFeature | undefined;
  readonly algorithm: keyof typeof selects;
  readonly basis: (typeof rankBases)[number];
  readonly order: 'ascending' | 'descending';
  /** Whether the field tells of the first rules up to its rank, or of all where that is 0; else of the one of that rank. */
  readonly multiple: boolean;
}

export function parseRuleChoice(reader: ElementReader, feature: string): RuleChoice {
  const algorithms = Object.keys(selects) as (keyof typeof selects)[];
  return {
    feature: ruleFeatureOf(reader, feature),
    algorithm: reader.choice('algorithm', algorithms, 'exclusiveRecommendation'),
    basis: reader.choice('rankBasis', rankBases, 'confidence'),
    order: reader.choice('rankOrder', ['descending', 'ascending'], 'descending'),
    multiple: reader.flag('isMultiValued', false),
  };
}

function ruleFeatureOf(reader: ElementReader, feature: string): RuleFeature | undefined {
  if (feature === 'ruleValue') return reader.choice('ruleFeature', ruleFeatures, 'consequent');
  // What other models call by these names has no rank basis and no algorithm.
  if (feature === 'entityId') return 'ruleId';
  return ruleFeatures.find((known) => known === feature);
}
