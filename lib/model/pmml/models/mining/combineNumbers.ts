import { median } from '../../functions/arithmetic.ts';
import { noPrediction } from '../../prediction.ts';
import type { Scorer } from '../model.ts';
import { type CompiledSegment, isTaken } from './compileMining.ts';
import type { Mining } from './miningModel.ts';
import { isWeighted, MissingCount } from './missing.ts';

type Combine = (values: Float64Array, weights: Float64Array) => number;

/**
 * Combines the numbers that the taken segments predict into one.
 *
 * @param isSingle whether every step is rounded to 32 bits
 */
export function combineNumbers(
  mining: Mining,
  segments: readonly CompiledSegment[],
  isSingle: boolean,
): Scorer['predict'] {
  const values = new Float64Array(segments.length);
  const weights = new Float64Array(segments.length);
  const method = mining.method as keyof typeof combinations;
  const combine = (isSingle ? singleCombinations : combinations)[method];
  const weighted = isWeighted(mining);
  const missing = new MissingCount(mining);
  return (frame) => {
    let count = 0;
    missing.reset();
    for (const segment of segments) {
      if (!isTaken(segment, frame)) continue;
      const weight = weighted ? segment.weight : 1;
      const { value } = segment.model.predict(frame);
      missing.add(segment.weight, value === undefined);
      if (value === undefined) continue;
      values[count] = Number(value);
      weights[count] = weight;
      count += 1;
    }
    if (missing.isTooMuch) return noPrediction;
    return { value: combine(values.subarray(0, count), weights.subarray(0, count)) };
  };
}

function weightedSum(values: Float64Array, weights: Float64Array): number {
  let sum = 0;
  for (let index = 0; index < values.length; index += 1)
    sum += (values[index] as number) * (weights[index] as number);
  return sum;
}

function sum(values: Float64Array): number {
  let total = 0;
  for (let index = 0; index < values.length; index += 1) total += values[index] as number;
  return total;
}

const single = Math.fround;

function singleSum(values: Float64Array): number {
  let total = 0;
  for (let index = 0; index < values.length; index += 1)
    total = single(total + single(values[index] as number));
  return total;
}

function singleWeightedSum(values: Float64Array, weights: Float64Array): number {
  return singleSum(values.map((value, index) => single(value) * single(weights[index] as number)));
}

/** The value at which half of the weight is reached. */
function weightedMedian(values: Float64Array, weights: Float64Array): number {
  const order = Array.from(values.keys()).sort((a, b) => (values[a] as number) - (values[b] as number));
  const half = sum(weights) / 2;
  let reached = 0;
  for (const index of order) {
    reached += weights[index] as number;
    if (reached >= half) return values[index] as number;
  }
  return Number.NaN;
}

const combinations = {
  sum,
  weightedSum,
  average: (values) => sum(values) / values.length,
  weightedAverage: (values, weights) => weightedSum(values, weights) / sum(weights),
  median: (values) => median(Array.from(values)),
  weightedMedian,
} satisfies Partial<Record<Mining['method'], Combine>>;

const singleCombinations: Readonly<Record<keyof typeof combinations, Combine>> = {
  sum: singleSum,
  weightedSum: singleWeightedSum,
  average: (values) => single(singleSum(values) / values.length),
  weightedAverage: (values, weights) => single(singleWeightedSum(values, weights) / singleSum(weights)),
  median: (values) => single(median(Array.from(values))),
  weightedMedian: (values, weights) => single(weightedMedian(values, weights)),
};
