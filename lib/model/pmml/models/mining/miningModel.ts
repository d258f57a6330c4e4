import { type Predicate, parsePredicate, predicateElements } from '../../predicates/parsePredicate.ts';
import { corrupt, ElementReader, unsupported } from '../../xml/elementReader.ts';
import type { XmlElement } from '../../xml/parseXml.ts';
import type { FunctionName } from '../model.ts';
import { type ModelType, modelElements, type PmmlModel, parseModel } from '../modelTypes.ts';
import { compileMining } from './compileMining.ts';

const choosing = ['selectFirst', 'selectAll', 'modelChain', 'multiModelChain', 'x-multiModelChain'] as const;

const methods = {
  classification: [
    'majorityVote',
    'weightedMajorityVote',
    'average',
    'weightedAverage',
    'median',
    'max',
    ...choosing,
  ],
  regression: ['average', 'weightedAverage', 'median', 'weightedMedian', 'sum', 'weightedSum', ...choosing],
  clustering: ['majorityVote', 'weightedMajorityVote', ...choosing],
  associationRules: choosing,
  mixed: choosing,
} as const;

/** The methods that compute probabilities from probabilities. */
const combinesClasses: ReadonlySet<string> = new Set(['average', 'weightedAverage', 'median', 'max']);

export type MultipleModelMethod = Exclude<(typeof methods)[FunctionName][number], 'x-multiModelChain'>;

export interface Segment {
  readonly id: string;
  readonly weight: number;
  readonly predicate: Predicate;
  readonly model: PmmlModel;
}

export interface Mining {
  readonly element: XmlElement;
  readonly method: MultipleModelMethod;
  readonly missingTreatment: 'continue' | 'returnMissing' | 'skipSegment';
  /** The share of segments, by weight, up to which missing predictions are passed over. */
  readonly missingThreshold: number;
  readonly segments: readonly Segment[];
}

/** Models made of models – forests, boosting, chains, choices: PMML's MiningModel. */
export const miningModel: ModelType<Mining> = {
  functions: ['classification', 'regression', 'clustering', 'associationRules', 'mixed'],
  computesSingle: true,
  parse(reader, { functionName, isSingle }) {
    const embedded = reader.child('Regression', 'DecisionTree');
    if (embedded !== undefined) throw unsupported(embedded);
    const segmentation = new ElementReader(reader.requiredChild('Segmentation'));
    const segments = segmentation.children('Segment').map(parseSegment);
    const method = segmentation.choice<(typeof methods)[FunctionName][number]>(
      'multipleModelMethod',
      methods[functionName],
    );
    const mining: Mining = {
      element: segmentation.element,
      method: method === 'x-multiModelChain' ? 'multiModelChain' : method,
      missingTreatment: segmentation.choice(
        'missingPredictionTreatment',
        ['continue', 'returnMissing', 'skipSegment'],
        'continue',
      ),
      missingThreshold: segmentation.number('missingThreshold') ?? 1,
      segments,
    };
    segmentation.finish();
    checkMissing(mining, segmentation.element);
    checkFunctions(mining, functionName);
    if (isSingle && functionName === 'classification' && combinesClasses.has(mining.method))
      throw unsupported(reader.element, `x-mathContext="float" with ${mining.method} of classes`);
    if (segments.length === 0) throw corrupt(segmentation.element, 'it has no Segment');
    return mining;
  },
  hasSeveralTargets: ({ method }) => method === 'multiModelChain',
  compile: compileMining,
};

function checkMissing({ method, missingTreatment, missingThreshold }: Mining, element: XmlElement): void {
  if (missingThreshold < 0 || missingThreshold > 1)
    throw corrupt(element, `missingThreshold="${missingThreshold}" is not between 0 and 1`);
  if (missingTreatment === 'skipSegment' && (method === 'selectAll' || method.endsWith('odelChain')))
    throw unsupported(element, `missingPredictionTreatment="skipSegment" with ${method}`);
}

/** All segments must answer what the whole model is asked for; of a chain only the last. */
function checkFunctions({ method, segments }: Mining, functionName: FunctionName): void {
  if (functionName === 'mixed') return;
  for (const { model } of method === 'modelChain' ? segments.slice(-1) : segments) {
    const { functionName: found } = model.frame;
    if (found === functionName) continue;
    throw unsupported(model.element, `functionName="${found}"`, `The MiningModel has "${functionName}".`);
  }
}

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
