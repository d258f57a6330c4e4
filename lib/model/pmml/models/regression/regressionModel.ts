import { corrupt, ElementReader, readElement } from '../../xml/elementReader.ts';
import type { XmlElement } from '../../xml/parseXml.ts';
import type { ModelType } from '../modelTypes.ts';
import { compileRegression } from './compileRegression.ts';

export const normalizationMethods = [
  'none',
  'simplemax',
  'softmax',
  'logit',
  'probit',
  'cloglog',
  'exp',
  'loglog',
  'cauchit',
] as const;

export type NormalizationMethod = (typeof normalizationMethods)[number];

export interface RegressionTable {
  readonly intercept: number;
  readonly targetCategory: string | undefined;
  readonly numeric: readonly {
    readonly field: string;
    readonly exponent: number;
    readonly coefficient: number;
  }[];
  readonly categorical: readonly {
    readonly field: string;
    readonly value: string;
    readonly coefficient: number;
  }[];
  readonly terms: readonly { readonly fields: readonly string[]; readonly coefficient: number }[];
}

export interface Regression {
  readonly normalization: NormalizationMethod;
  readonly tables: readonly RegressionTable[];
}

/** Linear, polynomial and logistic regression: PMML's RegressionModel. */
export const regressionModel: ModelType<Regression> = {
  functions: ['classification', 'regression'],
  computesSingle: true,
  parse(reader, { functionName }) {
    reader.ignore('modelType', 'targetFieldName');
    const tables = reader.children('RegressionTable').map(parseTable);
    if (functionName === 'regression' ? tables.length !== 1 : tables.length < 2) {
      throw corrupt(reader.element, `${functionName} cannot have ${tables.length} RegressionTable elements`);
    }
    return { normalization: reader.choice('normalizationMethod', normalizationMethods, 'none'), tables };
  },
  compile: compileRegression,
};

function parseTable(element: XmlElement): RegressionTable {
  const reader = new ElementReader(element);
  const table: RegressionTable = {
    intercept: reader.requiredNumber('intercept'),
    targetCategory: reader.text('targetCategory'),
    numeric: reader.children('NumericPredictor').map((child) =>
      readElement(child, (predictor) => ({
        field: predictor.requiredText('name'),
        exponent: predictor.number('exponent') ?? 1,
        coefficient: predictor.requiredNumber('coefficient'),
      })),
    ),
    categorical: reader.children('CategoricalPredictor').map((child) =>
      readElement(child, (predictor) => ({
        field: predictor.requiredText('name'),
        value: predictor.requiredText('value'),
        coefficient: predictor.requiredNumber('coefficient'),
      })),
    ),
    terms: reader.children('PredictorTerm').map((child) =>
      readElement(child, (term) => ({
        fields: term
          .ignore('name')
          .children('FieldRef')
          .map((field) => new ElementReader(field).requiredText('field')),
        coefficient: term.requiredNumber('coefficient'),
      })),
    ),
  };
  reader.finish();
  return table;
}
