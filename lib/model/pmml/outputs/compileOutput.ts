import type { DataType, PmmlValue } from '../dataTypes.ts';
import type { DataField } from '../fields/dataDictionary.ts';
import type { CompiledModel, CompiledOutput, PredictionPart } from '../models/model.ts';
import { noPrediction, type Prediction } from '../prediction.ts';
import type { Compiled, Frame } from '../program.ts';
import type { Scope } from '../scope.ts';
import type { Target } from '../targets/parseTargets.ts';
import { castTo } from '../transformations/derivedField.ts';
import { compileExpression } from '../transformations/expression.ts';
import { corrupt, unsupported } from '../xml/elementReader.ts';
import { compileRule } from './compileRule.ts';
import { displayValue } from './displayValue.ts';
import { affinityOf, clusterAffinityOf, entityOf } from './entities.ts';
import type { Feature, OutputField } from './parseOutput.ts';
import { residualOf } from './residual.ts';
import { confidenceOf, probabilityOf } from './shares.ts';

/** What output fields know of the target. */
export interface OutputTarget {
  readonly field: DataField | undefined;
  readonly target: Target | undefined;
}

/** A model or segment whose prediction an output field reads. */
export type Source = Pick<CompiledModel, 'targetField' | 'targetType' | 'last' | 'scorer'> & {
  readonly outputs: readonly CompiledOutput[];
};

/** What a prediction must carry for a feature to be read off it; the other features need none. */
const needs: Partial<Record<Feature, PredictionPart>> = {
  probability: 'probability',
  confidence: 'confidence',
  entityId: 'entityId',
  clusterId: 'entityId',
  affinity: 'affinity',
  clusterAffinity: 'affinity',
  entityAffinity: 'affinity',
  reasonCode: 'reasonCode',
};

/** Output fields are computed when they are read; each sees those before it. */
export function compileOutputs(
  fields: readonly OutputField[],
  model: Omit<CompiledModel, 'outputs'>,
  target: OutputTarget,
  scope: Scope,
): CompiledOutput[] {
  return fields.map((field): CompiledOutput => {
    const { name, opType } = field;
    const source = sourceOf(field, model);
    if (field.rules.feature !== undefined && source.scorer.rules !== undefined) {
      scope.program.holdNumbers(source.scorer.rules.length);
      const { dataType, read } = compileRule(field, source.scorer.rules);
      return { name, dataType: field.dataType ?? dataType, evaluate: (frame) => read(source.last(frame)) };
    }
    const compiled = castTo(compileFeature(field, source, target, scope), field.dataType);
    const { dataType } = compiled;
    const evaluate = scope.program.memoize(compiled.evaluate);
    scope.declare(name, { name, dataType, opType, evaluate });
    return { name, dataType, evaluate };
  });
}

function sourceOf({ segmentId, element }: OutputField, model: Omit<CompiledModel, 'outputs'>): Source {
  if (segmentId === undefined) return { ...model, outputs: [] };
  const segment = model.scorer.segment?.(segmentId);
  if (segment === undefined) throw corrupt(element, `there is no segment "${segmentId}"`);
  return segment;
}

function compileFeature(field: OutputField, source: Source, target: OutputTarget, scope: Scope): Compiled {
  const { feature, element } = field;
  const { targetType, scorer } = source;
  const needed = field.rules.feature !== undefined && needs[feature] === undefined ? 'rule' : needs[feature];
  if (needed !== undefined && !scorer.gives.includes(needed))
    throw unsupported(element, `feature="${feature}" of a model whose predictions have no ${needed}`);
  const of = (dataType: DataType, read: (prediction: Prediction) => PmmlValue | undefined): Compiled => ({
    dataType,
    evaluate: (frame: Frame) => read(source.last(frame)),
  });
  switch (feature) {
    case 'predictedValue':
      return of(targetType, ({ value }) => value);
    case 'predictedDisplayValue':
      return of('string', displayValue(target, targetType));
    case 'probability':
      return of('double', probabilityOf(field.value, targetType));
    case 'confidence':
      return of('double', confidenceOf(field.value, targetType));
    case 'residual':
      return residualOf(source, scope, element);
    case 'entityId':
    case 'clusterId':
      return compileEntity(field, source);
    case 'affinity':
      return of('double', affinityOf(field));
    case 'clusterAffinity':
    case 'entityAffinity':
      return of('double', clusterAffinityOf(field.value));
    case 'reasonCode':
      return of('string', ({ reasonCodes }) => reasonCodes?.[field.rank - 1]);
    case 'transformedValue':
    case 'decision':
      return field.expression === undefined
        ? outputOfSegment(field, source)
        : compileExpression(field.expression, scope);
    default:
      throw unsupported(element, `feature="${feature}"`);
  }
}

/** Of a model that chooses a segment, the segment's id; of other models, what decided. */
function compileEntity(field: OutputField, { last, scorer }: Source): Compiled {
  const { selectedId } = scorer;
  const entity = entityOf(field);
  return {
    dataType: 'string',
    evaluate: (frame) => {
      const prediction = last(frame);
      return selectedId === undefined || prediction === noPrediction ? entity(prediction) : selectedId();
    },
  };
}

function outputOfSegment({ value, element }: OutputField, { outputs, last }: Source): Compiled {
  const output = outputs.find(({ name }) => name === value);
  if (output === undefined) throw corrupt(element, `the segment has no output field "${value}"`);
  return {
    dataType: output.dataType,
    evaluate: (frame) => {
      const found = last(frame) === noPrediction ? undefined : output.evaluate(frame);
      return typeof found === 'object' ? found.join(',') : found;
    },
  };
}
