import type { PmmlValue } from '../../dataTypes.ts';
import { numberField } from '../../fields/numberField.ts';
import { operand } from '../../predicates/compilePredicate.ts';
import { indexOfGreatest } from '../../prediction.ts';
import type { Frame } from '../../program.ts';
import type { Scope } from '../../scope.ts';
import { typedConstant } from '../../transformations/constant.ts';
import { compileDerivedField } from '../../transformations/derivedField.ts';
import { corrupt } from '../../xml/elementReader.ts';
import type { ModelContext, Scorer } from '../model.ts';
import { softmax } from '../regression/links.ts';
import type { BayesInput, NaiveBayes } from './naiveBayes.ts';

/** Adds the logarithms of what a field says of each category; a missing field says nothing. */
type AddLogs = (frame: Frame, logs: Float64Array) => void;

/** Sums of logarithms by category, made probabilities in the end. */
export function compileNaiveBayes({ threshold, inputs, prior }: NaiveBayes, context: ModelContext): Scorer {
  const categories = [...prior.keys()];
  const labels = categories.map((category) => typedConstant(context.targetType, category));
  const places = new Map(categories.map((category, index) => [category, index]));
  const start = Float64Array.from(prior.values(), Math.log);
  const parts = inputs.map((input) =>
    input.densities === undefined
      ? compileCounts(input, places, threshold, context.scope)
      : compileDensities(input, input.densities, places, threshold, context.scope),
  );
  return {
    gives: ['probability'],
    labels,
    predict: (frame) => {
      const probabilities = start.slice();
      for (const add of parts) add(frame, probabilities);
      softmax(probabilities);
      return { value: labels[indexOfGreatest(probabilities)], distribution: { labels, probabilities } };
    },
  };
}

function placeOf(category: string, places: ReadonlyMap<string, number>, { element }: BayesInput): number {
  const place = places.get(category);
  if (place === undefined) throw corrupt(element, `the category "${category}" is not in the BayesOutput`);
  return place;
}

/** The share of each category's records that have the value. A value that was never counted says nothing. */
function compileCounts(
  input: BayesInput,
  places: ReadonlyMap<string, number>,
  threshold: number,
  scope: Scope,
): AddLogs {
  const field = scope.resolve(input.field);
  const binned = input.bins === undefined ? field : compileDerivedField(input.bins, scope);
  const totals = new Float64Array(places.size);
  for (const { counts } of input.counts) {
    for (const [category, count] of counts) {
      const place = placeOf(category, places, input);
      totals[place] = (totals[place] as number) + count;
    }
  }
  const logs = new Map<PmmlValue, Float64Array>();
  for (const { value, counts } of input.counts) {
    scope.program.holdNumbers(places.size);
    const shares = new Float64Array(places.size);
    for (const [category, count] of counts) {
      const place = placeOf(category, places, input);
      // A count of 0 is taken for the threshold, or one field would rule a category out for good.
      shares[place] = Math.log(count === 0 ? threshold : count / (totals[place] as number));
    }
    logs.set(operand(binned, value), shares);
  }
  return (frame, sums) => {
    if (field.evaluate(frame) === undefined) return;
    const value = binned.evaluate(frame);
    const shares = value === undefined ? undefined : logs.get(value);
    if (shares === undefined) return;
    for (let index = 0; index < sums.length; index += 1)
      sums[index] = (sums[index] as number) + (shares[index] as number);
  };
}

function compileDensities(
  input: BayesInput,
  densities: NonNullable<BayesInput['densities']>,
  places: ReadonlyMap<string, number>,
  threshold: number,
  scope: Scope,
): AddLogs {
  const { evaluate } = numberField(input.field, scope);
  const placed = densities.map(({ category, density }) => ({
    place: placeOf(category, places, input),
    density,
  }));
  return (frame, sums) => {
    const value = evaluate(frame);
    if (value === undefined) return;
    for (const { place, density } of placed) {
      const probability = density(Number(value));
      sums[place] = (sums[place] as number) + Math.log(probability < threshold ? threshold : probability);
    }
  };
}
