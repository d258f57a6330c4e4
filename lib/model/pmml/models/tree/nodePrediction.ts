import { type DataType, numberOf, type PmmlValue } from '../../dataTypes.ts';
import {
  type Distribution,
  indexOfGreatest,
  inOrder,
  noPrediction,
  type Prediction,
} from '../../prediction.ts';
import type { Program } from '../../program.ts';
import { typedConstant } from '../../transformations/constant.ts';
import type { ModelContext } from '../model.ts';
import type { ScoreDistribution, TreeNode } from './treeModel.ts';

/** The classes of a tree, and the place of each. */
export interface Labels {
  readonly values: readonly PmmlValue[];
  readonly places: ReadonlyMap<PmmlValue, number>;
}

/** All classes that the nodes of a tree score or distribute over. */
export function nodeLabels(root: TreeNode, { target, targetType: type }: ModelContext): Labels {
  const labels = new Set<PmmlValue>();
  const visit = (node: TreeNode): void => {
    for (const { value } of node.distribution) labels.add(typedConstant(type, value));
    if (node.score !== undefined) labels.add(typedConstant(type, node.score));
    for (const child of node.children) visit(child);
  };
  visit(root);
  const values = inOrder(labels, target);
  return { values, places: new Map(values.map((label, index) => [label, index])) };
}

/** The prediction of a record that ends at the node; none where the node has neither score nor distribution. */
export function predictionOf(
  node: TreeNode,
  index: number,
  labels: Labels | undefined,
  { targetType, isSingle, scope }: ModelContext,
): Prediction {
  const entityId = node.id ?? String(index + 1);
  const recordCount =
    node.recordCount ?? node.distribution.reduce((sum, score) => sum + score.recordCount, 0);
  if (labels === undefined) {
    if (node.score === undefined) return noPrediction;
    const value = numberOf(node.score) ?? typedConstant(targetType, node.score);
    return { value: isSingle ? Math.fround(Number(value)) : value, entityId, recordCount };
  }
  const distribution =
    node.distribution.length === 0
      ? undefined
      : distributionOf(node.distribution, labels, targetType, isSingle, scope.program);
  const score = node.score === undefined ? undefined : typedConstant(targetType, node.score);
  const value = score ?? distribution?.labels[indexOfGreatest(distribution.probabilities)];
  if (value === undefined) return noPrediction;
  return { value, entityId, recordCount, ...(distribution === undefined ? {} : { distribution }) };
}

/** A probability is what is written, else the share of the records; a confidence that is not written is the probability. */
function distributionOf(
  scores: readonly ScoreDistribution[],
  { values: labels, places }: Labels,
  type: DataType,
  isSingle: boolean,
  program: Program,
): Distribution {
  program.holdNumbers(2 * labels.length);
  // Rounded probabilities need not add up to 1 either.
  const total = scores.reduce((sum, { recordCount, probability }) => sum + (probability ?? recordCount), 0);
  const probabilities = new Float64Array(labels.length);
  const confidences = new Float64Array(labels.length);
  for (const score of scores) {
    const at = places.get(typedConstant(type, score.value)) as number;
    const share = (score.probability ?? score.recordCount) / total;
    probabilities[at] = isSingle ? Math.fround(share) : share;
    confidences[at] = score.confidence ?? (probabilities[at] as number);
  }
  return { labels, probabilities, confidences };
}

/** The same prediction with less confidence, its probabilities unchanged. */
export function scaleConfidence(prediction: Prediction, factor: number): Prediction {
  const { distribution } = prediction;
  if (distribution === undefined) return prediction;
  const confidences = Float64Array.from(
    distribution.confidences ?? distribution.probabilities,
    (value) => value * factor,
  );
  return { ...prediction, distribution: { ...distribution, confidences } };
}
