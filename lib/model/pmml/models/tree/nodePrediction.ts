import { type DataType, numberOf, type PmmlValue } from '../../dataTypes.ts';
import {
  type Distribution,
  indexOfGreatest,
  inOrder,
  noPrediction,
  type Prediction,
} from '../../prediction.ts';
import { typedConstant } from '../../transformations/constant.ts';
import type { ModelContext } from '../model.ts';
import type { ScoreDistribution, TreeNode } from './treeModel.ts';

/** All classes that the nodes of a tree score or distribute over. */
export function nodeLabels(root: TreeNode, { target, targetType: type }: ModelContext): PmmlValue[] {
  const labels = new Set<PmmlValue>();
  const visit = (node: TreeNode): void => {
    for (const { value } of node.distribution) labels.add(typedConstant(type, value));
    if (node.score !== undefined) labels.add(typedConstant(type, node.score));
    for (const child of node.children) visit(child);
  };
  visit(root);
  return inOrder(labels, target);
}

/** The prediction of a record that ends at the node; none where the node has neither score nor distribution. */
export function predictionOf(
  node: TreeNode,
  index: number,
  labels: readonly PmmlValue[] | undefined,
  { targetType, isSingle }: ModelContext,
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
      : distributionOf(node.distribution, labels, targetType, isSingle);
  const score = node.score === undefined ? undefined : typedConstant(targetType, node.score);
  const value =
    score ?? (distribution === undefined ? undefined : labels[indexOfGreatest(distribution.probabilities)]);
  if (value === undefined) return noPrediction;
  return { value, entityId, recordCount, ...(distribution === undefined ? {} : { distribution }) };
}

/** A probability is what is written, else the share of the records; a confidence that is not written is the probability. */
function distributionOf(
  scores: readonly ScoreDistribution[],
  labels: readonly PmmlValue[],
  type: DataType,
  isSingle: boolean,
): Distribution {
  // Rounded probabilities need not add up to 1 either.
  const total = scores.reduce((sum, { recordCount, probability }) => sum + (probability ?? recordCount), 0);
  const probabilities = new Float64Array(labels.length);
  const confidences = new Float64Array(labels.length);
  for (const score of scores) {
    const at = labels.indexOf(typedConstant(type, score.value));
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
