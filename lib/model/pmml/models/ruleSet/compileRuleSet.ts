import { ModelError } from '../../../errors.ts';
import type { PmmlValue } from '../../dataTypes.ts';
import { compilePredicate, type Test } from '../../predicates/compilePredicate.ts';
import { inOrder, noPrediction, type Prediction } from '../../prediction.ts';
import type { Frame } from '../../program.ts';
import type { Scope } from '../../scope.ts';
import { typedConstant } from '../../transformations/constant.ts';
import type { ModelContext, Scorer } from '../model.ts';
import type { Rule, RuleSet } from './ruleSetModel.ts';
import { type FiredRule, selections } from './selections.ts';

type CompiledRule =
  | { readonly test: Test; readonly rule: FiredRule }
  | { readonly test: Test; readonly rules: readonly CompiledRule[] };

export function compileRuleSet(set: RuleSet, { scope, target, targetType }: ModelContext): Scorer {
  const typed = (text: string) => typedConstant(targetType, text);
  const scores = scoresOf(set.rules).map(typed);
  const defaultScore = set.defaultScore === undefined ? undefined : typed(set.defaultScore);
  const labels = inOrder(new Set(defaultScore === undefined ? scores : [...scores, defaultScore]), target);
  const places = new Map(labels.map((label, index) => [label, index]));
  const rules = compileRules(set.rules, (text) => places.get(typed(text)) as number, new Set(), scope);
  const select = selections[set.selection];
  const otherwise = defaultPrediction(defaultScore, set.defaultConfidence, labels);
  return {
    gives: ['confidence', 'entityId'],
    labels,
    predict: (frame) => {
      const fired: FiredRule[] = [];
      collect(rules, frame, fired);
      return fired.length === 0 ? otherwise : select(fired, labels);
    },
  };
}

function defaultPrediction(
  value: PmmlValue | undefined,
  confidence: number | undefined,
  labels: readonly PmmlValue[],
): Prediction {
  if (value === undefined) return noPrediction;
  if (confidence === undefined) return { value };
  const shares = Float64Array.from(labels, (label) => (label === value ? confidence : 0));
  return { value, confidences: { labels, shares } };
}

function scoresOf(rules: readonly Rule[]): string[] {
  return rules.flatMap((rule) => (rule.kind === 'simple' ? [rule.score] : scoresOf(rule.rules)));
}

/** @param ids the ids so far: a rule without one is known by its number */
function compileRules(
  rules: readonly Rule[],
  placeOf: (score: string) => number,
  ids: Set<string>,
  scope: Scope,
): CompiledRule[] {
  return rules.map((rule): CompiledRule => {
    const test = compilePredicate(rule.predicate, scope);
    if (rule.kind === 'compound') return { test, rules: compileRules(rule.rules, placeOf, ids, scope) };
    const id = rule.id ?? String(ids.size + 1);
    if (ids.has(id)) throw new ModelError('MODEL_CORRUPT', `Two PMML rules have the id "${id}".`);
    ids.add(id);
    const { confidence, weight } = rule;
    return { test, rule: { id, label: placeOf(rule.score), confidence, weight } };
  });
}

function collect(rules: readonly CompiledRule[], frame: Frame, fired: FiredRule[]): void {
  for (const rule of rules) {
    if (rule.test(frame) !== true) continue;
    if ('rule' in rule) fired.push(rule.rule);
    else collect(rule.rules, frame, fired);
  }
}
