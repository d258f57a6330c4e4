import { ModelError } from '../../errors.ts';
import type { DataType, PmmlValue } from '../dataTypes.ts';
import { formatValue, parseValue } from '../dataTypes.ts';
import type { CompiledModel, CompiledOutput } from '../models/model.ts';
import type { Distribution, Prediction } from '../prediction.ts';
import type { Compiled, Frame } from '../program.ts';
import type { Scope } from '../scope.ts';
import type { Target } from '../targets/parseTargets.ts';
import { castTo } from '../transformations/derivedField.ts';
import { compileExpression } from '../transformations/expression.ts';
import type { OutputField } from './parseOutput.ts';

/** Output fields are computed when they are read; each sees those before it. */
export function compileOutputs(
  fields: readonly OutputField[],
  model: Omit<CompiledModel, 'outputs'>,
  target: Target | undefined,
  scope: Scope,
): CompiledOutput[] {
  return fields.map((field) => {
    const compiled = castTo(compileFeature(field, sourceOf(field, model), target, scope), field.dataType);
    const { dataType } = compiled;
    const evaluate = scope.program.memoize(compiled.evaluate);
    scope.declare(field.name, { name: field.name, dataType, opType: field.opType, evaluate });
    return { name: field.name, dataType, evaluate };
  });
}

type Source = Pick<CompiledModel, 'targetType' | 'last'>;

function sourceOf({ segmentId, name }: OutputField, model: Omit<CompiledModel, 'outputs'>): Source {
  if (segmentId === undefined) return model;
  const segment = model.scorer.segment?.(segmentId);
  if (segment === undefined) {
    throw new ModelError(
      'MODEL_CORRUPT',
      `The PMML output field "${name}" names a segment "${segmentId}" that does not exist.`,
    );
  }
  return segment;
}

function compileFeature(
  field: OutputField,
  source: Source,
  target: Target | undefined,
  scope: Scope,
): Compiled {
  const { targetType } = source;
  const read =
    (feature: (prediction: Prediction) => PmmlValue | undefined) =>
    (frame: Frame): PmmlValue | undefined =>
      feature(source.last(frame));
  switch (field.feature) {
    case 'predictedValue':
      return { dataType: targetType, evaluate: read(({ value }) => value) };
    case 'predictedDisplayValue':
      return { dataType: 'string', evaluate: read(displayValue(target, targetType)) };
    case 'probability':
      return {
        dataType: 'double',
        evaluate: read(shareOf(field, targetType, ({ probabilities }) => probabilities)),
      };
    case 'confidence': {
      const confidences = (distribution: Distribution) =>
        distribution.confidences ?? distribution.probabilities;
      return { dataType: 'double', evaluate: read(shareOf(field, targetType, confidences)) };
    }
    case 'entityId':
      return { dataType: 'string', evaluate: read(({ entityId }) => entityId) };
    case 'transformedValue':
    case 'decision':
      return compileExpression(field.expression as NonNullable<OutputField['expression']>, scope);
  }
}

/** The probability or confidence of the field's class, or of the predicted class. */
function shareOf(
  field: OutputField,
  type: DataType,
  shares: (distribution: Distribution) => ArrayLike<number>,
): (prediction: Prediction) => number | undefined {
  const wanted = field.value === undefined ? undefined : parseValue(type, field.value);
  return ({ value, distribution }) => {
    if (distribution === undefined) return undefined;
    const at = distribution.labels.indexOf((wanted ?? value) as PmmlValue);
    // A class that the model never names has no share.
    return at < 0 ? 0 : shares(distribution)[at];
  };
}

function displayValue(
  target: Target | undefined,
  type: DataType,
): (prediction: Prediction) => string | undefined {
  const shown = new Map(
    (target?.values ?? [])
      .filter(({ value, displayValue: text }) => value !== undefined && text !== undefined)
      .map(({ value, displayValue: text }) => [parseValue(type, value as string), text as string]),
  );
  return ({ value }) => (value === undefined ? undefined : (shown.get(value) ?? formatValue(type, value)));
}
