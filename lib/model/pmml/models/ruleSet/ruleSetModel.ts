import { type Predicate, parsePredicate, predicateElements } from '../../predicates/parsePredicate.ts';
import { corrupt, type ElementReader, readElement } from '../../xml/elementReader.ts';
import type { XmlElement } from '../../xml/parseXml.ts';
import type { ModelType } from '../modelTypes.ts';
import { compileRuleSet } from './compileRuleSet.ts';

/** A rule that says a category, or rules that apply only where a condition holds. */
export type Rule =
  | {
      readonly kind: 'simple';
      readonly id: string | undefined;
      readonly predicate: Predicate;
      readonly score: string;
      readonly confidence: number;
      readonly weight: number;
    }
  | { readonly kind: 'compound'; readonly predicate: Predicate; readonly rules: readonly Rule[] };

export interface RuleSet {
  readonly selection: 'firstHit' | 'weightedSum' | 'weightedMax';
  readonly rules: readonly Rule[];
  readonly defaultScore: string | undefined;
  readonly defaultConfidence: number | undefined;
}

/** PMML's RuleSetModel. */
export const ruleSetModel: ModelType<RuleSet> = {
  functions: ['classification'],
  parse(reader) {
    return readElement(reader.requiredChild('RuleSet'), (set) => {
      set.ignore('recordCount', 'nbCorrect', '<ScoreDistribution>');
      const [method] = set.children('RuleSelectionMethod');
      // Of several methods the first is the one to use.
      if (method === undefined) throw corrupt(set.element, 'it needs a RuleSelectionMethod');
      return {
        selection: readElement(method, (selection) =>
          selection.choice('criterion', ['firstHit', 'weightedSum', 'weightedMax']),
        ),
        rules: parseRules(set),
        defaultScore: set.text('defaultScore'),
        defaultConfidence: set.number('defaultConfidence'),
      };
    });
  },
  compile: compileRuleSet,
};

function parseRules(reader: ElementReader): Rule[] {
  return reader.children('SimpleRule', 'CompoundRule').map(parseRule);
}

function parseRule(element: XmlElement): Rule {
  return readElement(element, (reader) => {
    const predicate = parsePredicate(reader.requiredChild(...predicateElements));
    if (element.name === 'CompoundRule') return { kind: 'compound', predicate, rules: parseRules(reader) };
    reader.ignore('recordCount', 'nbCorrect', '<ScoreDistribution>');
    return {
      kind: 'simple',
      id: reader.text('id'),
      predicate,
      score: reader.requiredText('score'),
      confidence: reader.number('confidence') ?? 1,
      weight: reader.number('weight') ?? 1,
    };
  });
}
