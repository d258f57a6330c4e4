import { ModelError } from '../../../errors.ts';
import { indexOfGreatest, noPrediction, type Prediction } from '../../prediction.ts';
import type { Frame } from '../../program.ts';
import type { ModelContext } from '../model.ts';
import type { FlatTree } from './compileTree.ts';
import { FALSE, SURROGATE_FALSE } from './flatTests.ts';
import type { Tree } from './treeModel.ts';

type Walk = (node: number, frame: Frame) => Prediction;

/**
 * The strategies that follow all children of a node whose predicates are not false, when one of them is unknown.
 *
 * `weightedConfidence` weighs the confidences that the children end with by the children's records; `aggregateNodes`
 * adds up the records of the leaves that are reached. `undefined` for the other strategies.
 */
export function combineNodes(
  strategy: Tree['missingValueStrategy'],
  flat: FlatTree,
  context: ModelContext,
  walk: Walk,
): Walk | undefined {
  if (strategy !== 'weightedConfidence' && strategy !== 'aggregateNodes') return undefined;
  if (context.functionName !== 'classification') {
    throw new ModelError(
      'MODEL_UNSUPPORTED',
      `TreeModel missingValueStrategy="${strategy}" is supported for classification only.`,
    );
  }
  return (node, frame) => {
    const parts: Part[] = [];
    for (
      let child = flat.firstChild[node] as number;
      child !== -1;
      child = flat.nextSibling[child] as number
    ) {
      const found = flat.test(child, frame);
      if (found === FALSE || found === SURROGATE_FALSE) continue;
      const prediction = walk(child, frame);
      const weight =
        strategy === 'aggregateNodes' ? prediction.recordCount : flat.predictions[child]?.recordCount;
      parts.push({ prediction, weight: weight ?? 0 });
    }
    return combine(parts);
  };
}

interface Part {
  readonly prediction: Prediction;
  readonly weight: number;
}

function combine(parts: readonly Part[]): Prediction {
  const useful = parts.filter(
    ({ prediction, weight }) => prediction.distribution !== undefined && weight > 0,
  );
  const labels = useful[0]?.prediction.distribution?.labels;
  if (labels === undefined) return noPrediction;
  const records = useful.reduce((sum, { weight }) => sum + weight, 0);
  const probabilities = new Float64Array(labels.length);
  const confidences = new Float64Array(labels.length);
  for (const { prediction, weight } of useful) {
    const { distribution } = prediction;
    if (distribution === undefined) continue;
    labels.forEach((_, index) => {
      const probability = distribution.probabilities[index] as number;
      const share = weight / records;
      probabilities[index] = (probabilities[index] as number) + share * probability;
      const confidence = (distribution.confidences ?? distribution.probabilities)[index] as number;
      confidences[index] = (confidences[index] as number) + share * confidence;
    });
  }
  const value = labels[indexOfGreatest(confidences)] as NonNullable<Prediction['value']>;
  return { value, distribution: { labels, probabilities, confidences }, recordCount: records };
}
