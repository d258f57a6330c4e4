import { ModelError } from '../../../errors.ts';
import { indexOfGreatest, noPrediction } from '../../prediction.ts';
import { typedConstant } from '../../transformations/constant.ts';
import type { ModelContext, Scorer } from '../model.ts';
import { compileTable } from './compileTable.ts';
import { inverseLinks, singleInverse, softmax } from './links.ts';
import type { NormalizationMethod, Regression } from './regressionModel.ts';

export function compileRegression(regression: Regression, context: ModelContext): Scorer {
  return context.functionName === 'regression'
    ? compileNumber(regression, context)
    : compileClasses(regression, context);
}

function compileNumber({ normalization, tables }: Regression, { scope, isSingle }: ModelContext): Scorer {
  const [table] = tables.map((each) => compileTable(each, scope, isSingle));
  // With one sum only, softmax is the logistic function.
  const method = normalization === 'softmax' ? 'logit' : normalization;
  if (method === 'simplemax') {
    throw new ModelError(
      'MODEL_UNSUPPORTED',
      'RegressionModel normalizationMethod="simplemax" needs several tables.',
    );
  }
  const normalize = isSingle ? singleInverse(method) : inverseLinks[method];
  return {
    gives: [],
    predict: (frame) => {
      const sum = table?.(frame);
      return sum === undefined ? noPrediction : { value: normalize(sum) };
    },
  };
}

function compileClasses({ normalization, tables }: Regression, context: ModelContext): Scorer {
  const labels = tables.map(({ targetCategory }) => {
    if (targetCategory !== undefined) return typedConstant(context.targetType, targetCategory);
    throw new ModelError(
      'MODEL_CORRUPT',
      'A RegressionTable of a PMML classification has no targetCategory.',
    );
  });
  const sums = tables.map((table) => compileTable(table, context.scope, context.isSingle));
  const ordinal = context.target?.opType === 'ordinal';
  const normalize = ordinal
    ? cumulative(normalization)
    : normalizer(normalization, tables.length, context.isSingle);
  return {
    gives: ['probability'],
    labels,
    predict: (frame) => {
      const probabilities = new Float64Array(sums.length);
      for (let index = 0; index < sums.length; index += 1) {
        const sum = sums[index]?.(frame);
        if (sum === undefined) return noPrediction;
        probabilities[index] = sum;
      }
      normalize(probabilities);
      if (context.isSingle) forEach(probabilities, Math.fround);
      const value = labels[indexOfGreatest(probabilities)] as (typeof labels)[number];
      return { value, distribution: { labels, probabilities } };
    },
  };
}

/** Turns the sums of the tables into probabilities, in place. */
type Normalize = (sums: Float64Array) => void;

function normalizer(method: NormalizationMethod, count: number, isSingle: boolean): Normalize {
  switch (method) {
    case 'softmax':
      return softmax;
    case 'simplemax':
      return divideBySum;
    case 'none':
      return count === 2 ? binary(clamp) : lastIsRest;
    case 'exp':
      throw notForClasses(method, count);
    default: {
      const inverse = isSingle ? singleInverse(method) : inverseLinks[method];
      if (count === 2) return binary(inverse);
      // The format says what the others mean for two classes and for ordinal ones only.
      if (method !== 'logit') throw notForClasses(method, count);
      return (sums) => {
        forEach(sums, inverse);
        divideBySum(sums);
      };
    }
  }
}

function clamp(sum: number): number {
  return Math.min(Math.max(sum, 0), 1);
}

function notForClasses(method: string, count: number): ModelError {
  return new ModelError(
    'MODEL_UNSUPPORTED',
    `RegressionModel normalizationMethod="${method}" with ${count} classes is not supported.`,
  );
}

function binary(inverse: (sum: number) => number): Normalize {
  return (sums) => {
    sums[0] = inverse(sums[0] as number);
    sums[1] = 1 - (sums[0] as number);
  };
}

function forEach(sums: Float64Array, change: (sum: number) => number): void {
  for (let index = 0; index < sums.length; index += 1) sums[index] = change(sums[index] as number);
}

function divideBySum(sums: Float64Array): void {
  const total = sums.reduce((sum, value) => sum + value, 0);
  forEach(sums, (value) => value / total);
}

function lastIsRest(sums: Float64Array): void {
  let rest = 1;
  for (let index = 0; index < sums.length - 1; index += 1) rest -= sums[index] as number;
  sums[sums.length - 1] = rest;
}

/** Ordinal classes: a table gives the probability of its class or a lower one, the last class takes the rest. */
function cumulative(method: NormalizationMethod): Normalize {
  if (method === 'softmax' || method === 'simplemax') {
    throw new ModelError(
      'MODEL_UNSUPPORTED',
      `RegressionModel normalizationMethod="${method}" with an ordinal target.`,
    );
  }
  const inverse = method === 'none' ? clamp : inverseLinks[method];
  return (sums) => {
    let below = 0;
    for (let index = 0; index < sums.length; index += 1) {
      const upTo = index === sums.length - 1 ? 1 : inverse(sums[index] as number);
      sums[index] = upTo - below;
      below = upTo;
    }
  };
}
