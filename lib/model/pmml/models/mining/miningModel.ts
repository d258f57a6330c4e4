import { type Predicate, parsePredicate, predicateElements } from '../../predicates/parsePredicate.ts';
import { corrupt, ElementReader, unsupported } from '../../xml/elementReader.ts';
import type { XmlElement } from '../../xml/parseXml.ts';
import { type ModelType, modelElements, type PmmlModel, parseModel } from '../modelTypes.ts';
import { compileMining } from './compileMining.ts';

const methods = {
  classification: [
    'majorityVote',
    'weightedMajorityVote',
    'average',
    'weightedAverage',
    'median',
    'max',
    'selectFirst',
    'selectAll',
    'modelChain',
  ],
  regression: [
    'average',
    'weightedAverage',
    'median',
    'weightedMedian',
    'sum',
    'weightedSum',
    'selectFirst',
    'selectAll',
    'modelChain',
  ],
} as const;

export type MultipleModelMethod = (typeof methods)['classification' | 'regression'][number];

export interface Segment {
  readonly id: string;
  readonly weight: number;
  readonly predicate: Predicate;
  readonly model: PmmlModel;
}

export interface Mining {
  readonly method: MultipleModelMethod;
  readonly missingTreatment: 'continue' | 'returnMissing' | 'skipSegment';
  /** The share of segments, by weight, up to which missing predictions are passed over. */
  readonly missingThreshold: number;
  readonly segments: readonly Segment[];
}

/** Models made of models – forests, boosting, chains, choices: PMML's MiningModel. */
export const miningModel: ModelType<Mining> = {
  parse(reader, { functionName }) {
    const embedded = reader.child('Regression', 'DecisionTree');
    if (embedded !== undefined) throw unsupported(embedded);
    const segmentation = new ElementReader(reader.requiredChild('Segmentation'));
    const segments = segmentation.children('Segment').map(parseSegment);
    const mining: Mining = {
      method: segmentation.choice<MultipleModelMethod>('multipleModelMethod', methods[functionName]),
      missingTreatment: segmentation.choice(
        'missingPredictionTreatment',
        ['continue', 'returnMissing', 'skipSegment'],
        'continue',
      ),
      missingThreshold: segmentation.number('missingThreshold') ?? 1,
      segments,
    };
    segmentation.finish();
    if (segments.length === 0) throw corrupt(segmentation.element, 'it has no Segment');
    return mining;
  },
  compile: compileMining,
};

function parseSegment(element: XmlElement, index: number): Segment {
  const reader = new ElementReader(element);
  if (reader.child('VariableWeight') !== undefined) throw unsupported(element, 'VariableWeight');
  const segment: Segment = {
    id: reader.text('id') ?? String(index + 1),
    weight: reader.number('weight') ?? 1,
    predicate: parsePredicate(reader.requiredChild(...predicateElements)),
    model: parseModel(reader.requiredChild(...modelElements)),
  };
  reader.finish();
  return segment;
}
