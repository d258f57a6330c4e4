import { ModelError } from '../../errors.ts';
import { corrupt } from '../xml/elementReader.ts';
import type { ComparedField, CompareFunction, Comparison, Measure, PairWeights } from './parseComparison.ts';

/**
 * Compares a record with all entities.
 *
 * @param values the record's, NaN where one is missing
 * @param entities the entities' values, one entity after the other
 * @param results takes the distance from, or similarity to, each entity
 */
export type CompareAll = (values: Float64Array, entities: Float64Array, results: Float64Array) => void;

/** @param missingWeights what each field counts when some are missing; all alike where the model does not say */
export function compileComparison(
  comparison: Comparison,
  fields: readonly ComparedField[],
  missingWeights: Float64Array = new Float64Array(fields.length).fill(1),
): CompareAll {
  const { measure } = comparison;
  return measure.kind === 'similarity'
    ? compileSimilarity(measure, fields.length)
    : compileDistance(measure, comparison.compare, fields, missingWeights);
}

/** What a difference of two values becomes before it is summed up. */
type Differ = (value: number, reference: number) => number;

function differOf(field: ComparedField, otherwise: CompareFunction, power: number): Differ {
  const { weight } = field;
  // Squares are most of what models ask for, and multiplying is faster than the general power.
  const raise = (difference: number) =>
    weight * (power === 2 ? difference * difference : power === 1 ? difference : difference ** power);
  switch (field.compare ?? otherwise) {
    case 'absDiff':
      return (value, reference) => raise(Math.abs(value - reference));
    case 'gaussSim': {
      const scale = field.similarityScale as number;
      if (scale === 0) throw corrupt(field.element, 'similarityScale="0"');
      return (value, reference) => {
        const difference = value - reference;
        return raise(Math.exp((-Math.LN2 * difference * difference) / (scale * scale)));
      };
    }
    case 'delta':
      return (value, reference) => (value === reference ? 0 : weight);
    case 'equal':
      return (value, reference) => (value === reference ? weight : 0);
  }
}

function compileDistance(
  measure: Extract<Measure, { kind: 'distance' }>,
  compare: CompareFunction,
  fields: readonly ComparedField[],
  missingWeights: Float64Array,
): CompareAll {
  const { name, power } = measure;
  const differs = fields.map((field) => differOf(field, compare, power));
  const takesGreatest = name === 'chebychev';
  const finish = rootOf(name, power);
  const total = missingWeights.reduce((sum, weight) => sum + weight, 0);
  return (values, entities, results) => {
    const adjustment = total / presentWeight(values, missingWeights);
    const width = differs.length;
    for (let entity = 0; entity < results.length; entity += 1) {
      let sum = takesGreatest ? Number.NEGATIVE_INFINITY : 0;
      for (let index = 0; index < width; index += 1) {
        const value = values[index] as number;
        if (Number.isNaN(value)) continue;
        const difference = (differs[index] as Differ)(value, entities[entity * width + index] as number);
        sum = takesGreatest ? Math.max(sum, difference) : sum + difference;
      }
      results[entity] = finish(sum * adjustment);
    }
  };
}

function rootOf(name: string, power: number): (sum: number) => number {
  if (name === 'euclidean') return Math.sqrt;
  return name === 'minkowski' && power !== 1 ? (sum) => sum ** (1 / power) : (sum) => sum;
}

function presentWeight(values: Float64Array, weights: Float64Array): number {
  let sum = 0;
  for (let index = 0; index < values.length; index += 1)
    if (!Number.isNaN(values[index])) sum += weights[index] as number;
  if (sum !== 0) return sum;
  throw new ModelError('SCORING_FAILED', 'All fields that the model compares are missing.');
}

function compileSimilarity(measure: Extract<Measure, { kind: 'similarity' }>, width: number): CompareAll {
  const share = (pairs: PairWeights, [a11, a10, a01, a00]: readonly number[]) =>
    pairs.c11 * (a11 as number) +
    pairs.c10 * (a10 as number) +
    pairs.c01 * (a01 as number) +
    pairs.c00 * (a00 as number);
  const counts = [0, 0, 0, 0];
  return (values, entities, results) => {
    for (const value of values) {
      if (value === 0 || value === 1) continue;
      throw new ModelError(
        'RECORD_INVALID',
        `Fields that are compared must be 0 or 1, not ${Number.isNaN(value) ? 'missing' : value}.`,
      );
    }
    for (let entity = 0; entity < results.length; entity += 1) {
      counts.fill(0);
      for (let index = 0; index < width; index += 1) {
        const pair = 3 - 2 * (values[index] as number) - (entities[entity * width + index] as number);
        counts[pair] = (counts[pair] as number) + 1;
      }
      const below = share(measure.below, counts);
      if (below === 0) throw new ModelError('SCORING_FAILED', 'A similarity divides by 0.');
      results[entity] = share(measure.above, counts) / below;
    }
  };
}
