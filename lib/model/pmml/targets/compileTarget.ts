import type { DataType } from '../dataTypes.ts';
import { roundHalfUp } from '../functions/mathematics.ts';
import { type Distribution, indexOfGreatest, type Prediction } from '../prediction.ts';
import { typedConstant } from '../transformations/constant.ts';
import type { Target } from './parseTargets.ts';

type Adjust = (prediction: Prediction) => Prediction;

const casts: Record<Target['castInteger'], (value: number) => number> = {
  none: (value) => value,
  round: roundHalfUp,
  ceiling: Math.ceil,
  floor: Math.floor,
};

/**
 * The step from a raw prediction to the target's value; `undefined` when there is nothing to do. A number is
 * replaced where it is missing, then limited, rescaled and made an integer, in this order; a missing class
 * becomes the prior probabilities.
 */
export function compileTarget(
  target: Target | undefined,
  classification: boolean,
  type: DataType,
  isSingle: boolean,
): Adjust | undefined {
  if (target === undefined) return undefined;
  return classification ? compilePriors(target, type) : compileNumber(target, isSingle ? Math.fround : same);
}

function same(value: number): number {
  return value;
}

/** @param round what every step is rounded by */
function compileNumber(target: Target, round: (value: number) => number): Adjust {
  const { min, max, factor, constant } = target;
  const cast = casts[target.castInteger];
  const otherwise = target.values.find(({ defaultValue }) => defaultValue !== undefined)?.defaultValue;
  const adjust = (value: number) =>
    cast(round(round(Math.min(Math.max(value, min), max) * round(factor)) + round(constant)));
  return (prediction) => {
    const value = prediction.value ?? otherwise;
    return value === undefined ? prediction : { ...prediction, value: adjust(Number(value)) };
  };
}

function compilePriors(target: Target, type: DataType): Adjust | undefined {
  const priors = target.values.filter(
    ({ value, priorProbability }) => value !== undefined && priorProbability !== undefined,
  );
  if (priors.length === 0) return undefined;
  const distribution: Distribution = {
    labels: priors.map(({ value }) => typedConstant(type, value as string)),
    probabilities: priors.map(({ priorProbability }) => priorProbability as number),
  };
  const value = distribution.labels[indexOfGreatest(distribution.probabilities)];
  const prior: Prediction = { value, distribution };
  return (prediction) => (prediction.value === undefined ? prior : prediction);
}
