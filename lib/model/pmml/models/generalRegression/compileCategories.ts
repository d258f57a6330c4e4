import type { PmmlValue } from '../../dataTypes.ts';
import { indexOfGreatest, noPrediction } from '../../prediction.ts';
import type { Frame } from '../../program.ts';
import { typedConstant } from '../../transformations/constant.ts';
import { corrupt, unsupported } from '../../xml/elementReader.ts';
import type { ModelContext, Scorer } from '../model.ts';
import { inverseLinks, softmax } from '../regression/links.ts';
import { compileMean, compileSource } from './compileMean.ts';
import { compilePredictor, type LinearPredictor } from './compilePredictor.ts';
import type { GeneralRegression } from './generalRegression.ts';
import { groupBy } from './groupBy.ts';
import type { ParameterCell } from './parseParameters.ts';

/** Turns the linear predictors of all categories but the last into the probabilities of all, in place. */
type Finish = (frame: Frame, values: Float64Array) => void;

export function compileCategories(model: GeneralRegression, context: ModelContext): Scorer {
  const labels = categoriesOf(model, context);
  const typed = (text: string | undefined): PmmlValue | undefined =>
    text === undefined ? undefined : typedConstant(context.targetType, text);
  const { coefficients, predictors } = model.parameters;
  const cells = groupBy(coefficients, ({ targetCategory }) => typed(targetCategory));
  const categories = new Map(
    predictors.map(({ targetCategory }) => [typed(targetCategory), targetCategory] as const),
  );
  const predictorsOf = labels.slice(0, -1).map((label): LinearPredictor => {
    const own = cellsOf(model, cells.get(label) ?? [], cells.get(undefined) ?? [], labels);
    return compilePredictor(model, own, categories.get(label), context.scope);
  });
  const finish = compileFinish(model, context, labels.length);
  return {
    gives: ['probability'],
    labels,
    predict: (frame) => {
      const probabilities = new Float64Array(labels.length);
      for (let index = 0; index < predictorsOf.length; index += 1) {
        const value = (predictorsOf[index] as LinearPredictor)(frame);
        if (value === undefined) return noPrediction;
        probabilities[index] = value;
      }
      finish(frame, probabilities);
      return { value: labels[indexOfGreatest(probabilities)], distribution: { labels, probabilities } };
    },
  };
}

/** The target's categories, the reference category last. */
function categoriesOf(
  { element, kind, referenceCategory, parameters }: GeneralRegression,
  { target, targetType }: ModelContext,
): PmmlValue[] {
  const labels = target?.validValues ?? [];
  if (labels.length < 2) throw corrupt(element, 'its target needs two values or more in the DataDictionary');
  if (kind === 'generalizedLinear' && labels.length > 2)
    throw unsupported(element, `modelType="generalizedLinear" with ${labels.length} categories`);
  let reference = referenceCategory === undefined ? undefined : typedConstant(targetType, referenceCategory);
  if (reference === undefined) {
    if (kind === 'ordinalMultinomial') return [...labels];
    const used = new Set(
      parameters.coefficients.map(({ targetCategory }) =>
        targetCategory === undefined ? undefined : typedConstant(targetType, targetCategory),
      ),
    );
    const unused = labels.filter((label) => !used.has(label));
    if (unused.length !== 1)
      throw corrupt(
        element,
        'it names no targetReferenceCategory, and its ParamMatrix leaves out not just one',
      );
    [reference] = unused;
  }
  if (!labels.includes(reference as PmmlValue))
    throw corrupt(element, `targetReferenceCategory="${referenceCategory}" is not a value of the target`);
  return [...labels.filter((label) => label !== reference), reference as PmmlValue];
}

function cellsOf(
  { element, kind }: GeneralRegression,
  own: readonly ParameterCell[],
  common: readonly ParameterCell[],
  labels: readonly PmmlValue[],
): readonly ParameterCell[] {
  if (kind === 'ordinalMultinomial') {
    if (own.length !== 1 || common.length === 0)
      throw corrupt(element, 'its ParamMatrix needs one intercept for each category but the last');
    return [...common, ...own];
  }
  if (own.length > 0) return own;
  if (labels.length > 2) throw corrupt(element, 'its ParamMatrix has no cells for one of its categories');
  return common;
}

function compileFinish(model: GeneralRegression, { scope }: ModelContext, count: number): Finish {
  switch (model.kind) {
    case 'multinomialLogistic':
      return (_, values) => softmax(values);
    case 'ordinalMultinomial': {
      const offset = compileSource(model.offset, 0, scope);
      const inverse = inverseLinks[model.cumulativeLink as keyof typeof inverseLinks];
      return (frame, values) => {
        const shift = offset(frame);
        let below = 0;
        for (let index = 0; index < count; index += 1) {
          const upTo = index === count - 1 ? 1 : inverse((values[index] as number) + shift);
          values[index] = upTo - below;
          below = upTo;
        }
      };
    }
    default: {
      const mean = compileMean(model, scope);
      return (frame, values) => {
        values[0] = mean(frame, values[0] as number);
        values[1] = 1 - (values[0] as number);
      };
    }
  }
}
