import {
  type ComparedField,
  type Comparison,
  parseComparedField,
  parseComparison,
} from '../../comparison/parseComparison.ts';
import { corrupt, ElementReader, readElement, unsupported } from '../../xml/elementReader.ts';
import { numberArrays, parseNumbers } from '../../xml/parseNumbers.ts';
import type { ModelType } from '../modelTypes.ts';
import { compileClustering } from './compileClustering.ts';

export interface Cluster {
  readonly id: string;
  readonly name: string | undefined;
  readonly center: Float64Array;
}

export interface Clustering {
  readonly comparison: Comparison;
  readonly fields: readonly ComparedField[];
  readonly missingWeights: Float64Array | undefined;
  readonly clusters: readonly Cluster[];
}

/** The nearest of several centres: PMML's ClusteringModel. */
export const clusteringModel: ModelType<Clustering> = {
  functions: ['clustering'],
  parse(reader, { targets }) {
    const { element } = reader;
    reader.ignore('numberOfClusters');
    reader.choice('modelClass', ['centerBased']);
    if (targets.length > 0) throw unsupported(element, 'Targets');
    const comparison = readElement(reader.requiredChild('ComparisonMeasure'), parseComparison);
    const fields = reader
      .children('ClusteringField')
      .map((child) =>
        readElement(child, (field) => ({
          ...parseComparedField(field),
          isCenter: field.flag('isCenterField', true),
        })),
      )
      .filter(({ isCenter }) => isCenter);
    if (fields.length === 0) throw corrupt(element, 'it has no ClusteringField');
    const weights = reader.child('MissingValueWeights');
    const clusters = reader.children('Cluster').map((child, index) =>
      readElement(child, (cluster): Cluster => {
        cluster.ignore('size', '<KohonenMap>', '<Covariances>', '<Partition>');
        return {
          id: cluster.text('id') ?? String(index + 1),
          name: cluster.text('name'),
          center: parseNumbers(cluster.requiredChild(...numberArrays), fields.length),
        };
      }),
    );
    if (clusters.length === 0) throw corrupt(element, 'it has no Cluster');
    if (new Set(clusters.map(({ id }) => id)).size < clusters.length)
      throw corrupt(element, 'two of its clusters have one id');
    return {
      comparison,
      fields,
      missingWeights:
        weights === undefined
          ? undefined
          : parseNumbers(new ElementReader(weights).requiredChild(...numberArrays), fields.length),
      clusters,
    };
  },
  compile: compileClustering,
};
