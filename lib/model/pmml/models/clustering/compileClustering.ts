import { ModelError } from '../../../errors.ts';
import { Affinities, entitiesOf } from '../../comparison/affinities.ts';
import { compileComparison } from '../../comparison/compileComparison.ts';
import { numberField } from '../../fields/numberField.ts';
import type { Evaluate } from '../../program.ts';
import type { ModelContext, Scorer } from '../model.ts';
import type { Cluster, Clustering } from './clusteringModel.ts';

/** Predicts the id of the nearest cluster, of equally near ones the first. */
export function compileClustering(
  { comparison, fields, missingWeights, clusters }: Clustering,
  { scope }: ModelContext,
): Scorer {
  const nearestIsLeast = comparison.measure.kind === 'distance';
  const entities = entitiesOf(
    clusters.map(({ id }) => id),
    nearestIsLeast,
  );
  const centers = new Float64Array(clusters.length * fields.length);
  for (const [index, { id, center }] of clusters.entries()) {
    if (!nearestIsLeast && !center.every((value) => value === 0 || value === 1))
      throw new ModelError('MODEL_CORRUPT', `The PMML cluster "${id}" must consist of 0 and 1.`);
    centers.set(center, index * fields.length);
  }
  const compared = fields.map(({ field }) => numberField(field, scope));
  for (const [index, field] of fields.entries()) {
    const compare = field.compare ?? comparison.compare;
    if (compared[index]?.dataType !== 'float' || (compare !== 'delta' && compare !== 'equal')) continue;
    // A value of 32 bits equals the centre's in 32 bits only.
    for (let at = index; at < centers.length; at += fields.length)
      centers[at] = Math.fround(centers[at] as number);
  }
  const readers = compared.map(({ evaluate }) => evaluate);
  const compareAll = compileComparison(comparison, fields, missingWeights);
  const values = new Float64Array(fields.length);
  return {
    gives: ['entityId', 'affinity'],
    labels: entities.ids,
    predict: (frame) => {
      for (let index = 0; index < readers.length; index += 1)
        values[index] = Number((readers[index] as Evaluate)(frame) ?? Number.NaN);
      const results = new Float64Array(entities.ids.length);
      compareAll(values, centers, results);
      const { id, name } = clusters[nearest(results, nearestIsLeast)] as Cluster;
      const affinities = new Affinities(entities, results);
      return { value: id, entityId: id, displayName: name ?? null, affinities };
    },
  };
}

function nearest(results: Float64Array, nearestIsLeast: boolean): number {
  let best = 0;
  for (let index = 1; index < results.length; index += 1) {
    const [value, least] = [results[index] as number, results[best] as number];
    if (nearestIsLeast ? value < least : value > least) best = index;
  }
  return best;
}
