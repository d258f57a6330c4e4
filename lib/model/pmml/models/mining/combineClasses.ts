import type { PmmlValue } from '../../dataTypes.ts';
import { median } from '../../functions/arithmetic.ts';
import { indexOfGreatest, noPrediction, type Prediction } from '../../prediction.ts';
import type { Scorer } from '../model.ts';
import { type CompiledSegment, isTaken } from './compileMining.ts';
import type { Mining } from './miningModel.ts';
import { isWeighted, MissingCount } from './missing.ts';

/** A segment's probabilities in the order of the common labels. */
interface Opinion {
  readonly probabilities: ArrayLike<number>;
  readonly weight: number;
}

type Combine = (opinions: readonly Opinion[], count: number) => Float64Array;

/** Combines the probabilities that the taken segments predict into one distribution. */
export function combineClasses(
  mining: Mining,
  segments: readonly CompiledSegment[],
  labels: readonly PmmlValue[],
): Pick<Scorer, 'predict' | 'labels' | 'gives'> {
  const combine = combinations[mining.method as keyof typeof combinations];
  const arrange = arrangement(labels);
  const weighted = isWeighted(mining);
  const missing = new MissingCount(mining);
  return {
    gives: ['probability'],
    labels,
    predict: (frame) => {
      const opinions: Opinion[] = [];
      missing.reset();
      for (const segment of segments) {
        if (!isTaken(segment, frame)) continue;
        const weight = weighted ? segment.weight : 1;
        const prediction = segment.model.predict(frame);
        missing.add(segment.weight, prediction.value === undefined);
        if (prediction.value !== undefined) opinions.push({ probabilities: arrange(prediction), weight });
      }
      if (missing.isTooMuch) return noPrediction;
      const probabilities = combine(opinions, labels.length);
      const value = labels[indexOfGreatest(probabilities)];
      return { value, distribution: { labels, probabilities } };
    },
  };
}

/** Brings probabilities into the order of the common labels; a class without a distribution is certain. */
function arrangement(labels: readonly PmmlValue[]): (prediction: Prediction) => ArrayLike<number> {
  const places = new Map(labels.map((label, index) => [label, index]));
  const arrange = (from: readonly PmmlValue[], probabilities: ArrayLike<number>): ArrayLike<number> => {
    const arranged = new Float64Array(labels.length);
    from.forEach((label, index) => {
      arranged[places.get(label) as number] = probabilities[index] as number;
    });
    return arranged;
  };
  // The segments of most models list their classes in one order, and then there is nothing to bring into order.
  const sameOrder = new Map<readonly PmmlValue[], boolean>();
  return ({ value, distribution }) => {
    if (distribution === undefined) return arrange([value as PmmlValue], [1]);
    const own = distribution.labels;
    let same = sameOrder.get(own);
    if (same === undefined) {
      same = own.length === labels.length && own.every((label, index) => label === labels[index]);
      sameOrder.set(own, same);
    }
    return same ? distribution.probabilities : arrange(own, distribution.probabilities);
  };
}

function mean(opinions: readonly Opinion[], count: number): Float64Array {
  const result = new Float64Array(count);
  let total = 0;
  for (const { probabilities, weight } of opinions) {
    total += weight;
    for (let index = 0; index < count; index += 1) {
      result[index] = (result[index] as number) + weight * (probabilities[index] as number);
    }
  }
  for (let index = 0; index < count; index += 1) result[index] = (result[index] as number) / total;
  return result;
}

/** The distributions of the segments that are surest of any class. */
function surest(opinions: readonly Opinion[], count: number): Float64Array {
  let greatest = Number.NEGATIVE_INFINITY;
  let at = 0;
  for (let label = 0; label < count; label += 1) {
    for (const { probabilities } of opinions) {
      if ((probabilities[label] as number) <= greatest) continue;
      greatest = probabilities[label] as number;
      at = label;
    }
  }
  return mean(
    opinions.filter(({ probabilities }) => probabilities[at] === greatest),
    count,
  );
}

/** The distributions of the segments that are nearest the median of the class whose median is the greatest. */
function middle(opinions: readonly Opinion[], count: number): Float64Array {
  const medians = Array.from({ length: count }, (_, label) =>
    median(opinions.map(({ probabilities }) => probabilities[label] as number)),
  );
  const label = indexOfGreatest(medians);
  const distances = opinions.map(({ probabilities }) =>
    Math.abs((medians[label] as number) - (probabilities[label] as number)),
  );
  const least = Math.min(...distances);
  return mean(
    opinions.filter((_, index) => distances[index] === least),
    count,
  );
}

const combinations = {
  average: mean,
  weightedAverage: mean,
  max: surest,
  median: middle,
} satisfies Partial<Record<Mining['method'], Combine>>;
