import type { PmmlValue } from '../../dataTypes.ts';
import type { Prediction } from '../../prediction.ts';
import type { RuleSet } from './ruleSetModel.ts';

/** A rule whose conditions hold for a record. */
export interface FiredRule {
  readonly id: string;
  /** The place of its category in the labels. */
  readonly label: number;
  readonly confidence: number;
  readonly weight: number;
}

type Select = (fired: readonly FiredRule[], labels: readonly PmmlValue[]) => Prediction;

function predictionOf(rule: FiredRule, labels: readonly PmmlValue[], shares: Float64Array): Prediction {
  return { value: labels[rule.label], entityId: rule.id, confidences: { labels, shares } };
}

/** The first rule decides; each category is as sure as its first rule. */
const firstHit: Select = (fired, labels) => {
  const shares = new Float64Array(labels.length);
  const seen = new Set<number>();
  for (const { label, confidence } of fired) {
    if (seen.has(label)) continue;
    seen.add(label);
    shares[label] = confidence;
  }
  return predictionOf(fired[0] as FiredRule, labels, shares);
};

/**
 * The category that is surest wins, of equally sure ones the one that fired first, and within it the heaviest rule.
 *
 * @param sureness of a category, from its rules and the number of all that fired
 */
function surest(
  sureness: (rules: readonly FiredRule[], heaviest: FiredRule, count: number) => number,
): Select {
  return (fired, labels) => {
    const byLabel = new Map<number, FiredRule[]>();
    for (const rule of fired) {
      const rules = byLabel.get(rule.label);
      if (rules === undefined) byLabel.set(rule.label, [rule]);
      else rules.push(rule);
    }
    const shares = new Float64Array(labels.length);
    let winner: FiredRule | undefined;
    for (const [label, rules] of byLabel) {
      const heaviest = rules.reduce((best, rule) => (rule.weight > best.weight ? rule : best));
      const share = sureness(rules, heaviest, fired.length);
      shares[label] = share;
      if (winner === undefined || share > (shares[winner.label] as number)) winner = heaviest;
    }
    return predictionOf(winner as FiredRule, labels, shares);
  };
}

/** How a rule set chooses between the rules that fire, which are never none. */
export const selections: Readonly<Record<RuleSet['selection'], Select>> = {
  firstHit,
  weightedSum: surest((rules, _, count) => rules.reduce((sum, { weight }) => sum + weight, 0) / count),
  weightedMax: surest((_, heaviest) => heaviest.confidence),
};
