import { corrupt, ElementReader, readElement } from '../../xml/elementReader.ts';
import type { XmlElement } from '../../xml/parseXml.ts';
import { type ContrastMatrix, parseContrastMatrix } from './parseContrastMatrix.ts';

/** A field that a parameter is multiplied with: a category of a factor, or a power of a covariate. */
export interface PredictorCell {
  readonly element: XmlElement;
  readonly field: string;
  readonly isFactor: boolean;
  readonly contrasts: ContrastMatrix | undefined;
  /** The category, or the exponent. */
  readonly value: string;
  readonly parameter: string;
  readonly targetCategory: string | undefined;
}

/** A coefficient; without a target category it is that of all of them. */
export interface ParameterCell {
  readonly parameter: string;
  readonly targetCategory: string | undefined;
  readonly beta: number;
}

export interface Parameters {
  /** The reference point of each parameter, which a Cox model measures from. */
  readonly referencePoints: ReadonlyMap<string, number>;
  readonly predictors: readonly PredictorCell[];
  readonly coefficients: readonly ParameterCell[];
}

/** The ParameterList, the predictors, and the PPMatrix and ParamMatrix that connect them. */
export function parseParameters(reader: ElementReader): Parameters {
  const referencePoints = new Map<string, number>();
  for (const child of childrenOf(reader.requiredChild('ParameterList'), 'Parameter')) {
    readElement(child, (parameter) => {
      parameter.ignore('label');
      const name = parameter.requiredText('name');
      if (referencePoints.has(name)) throw corrupt(child, `the parameter "${name}" is listed twice`);
      referencePoints.set(name, parameter.number('referencePoint') ?? 0);
    });
  }
  const factors = parsePredictors(reader.child('FactorList'));
  const covariates = parsePredictors(reader.child('CovariateList'));
  const known = (element: XmlElement, name: string): string => {
    if (!referencePoints.has(name))
      throw corrupt(element, `the parameter "${name}" is not in the ParameterList`);
    return name;
  };
  const predictors = childrenOf(reader.requiredChild('PPMatrix'), 'PPCell').map((child) =>
    readElement(child, (cell): PredictorCell => {
      const field = cell.requiredText('predictorName');
      const isFactor = factors.has(field);
      if (!isFactor && !covariates.has(field))
        throw corrupt(child, `"${field}" is neither in the FactorList nor in the CovariateList`);
      return {
        element: child,
        field,
        isFactor,
        contrasts: factors.get(field),
        value: cell.requiredText('value'),
        parameter: known(child, cell.requiredText('parameterName')),
        targetCategory: cell.text('targetCategory'),
      };
    }),
  );
  const coefficients = childrenOf(reader.requiredChild('ParamMatrix'), 'PCell').map((child) =>
    readElement(
      child,
      (cell): ParameterCell => ({
        parameter: known(child, cell.ignore('df').requiredText('parameterName')),
        targetCategory: cell.text('targetCategory'),
        beta: cell.requiredNumber('beta'),
      }),
    ),
  );
  return { referencePoints, predictors, coefficients };
}

function parsePredictors(list: XmlElement | undefined): Map<string, ContrastMatrix | undefined> {
  const found = new Map<string, ContrastMatrix | undefined>();
  if (list === undefined) return found;
  for (const child of childrenOf(list, 'Predictor')) {
    readElement(child, (predictor) => {
      predictor.ignore('contrastMatrixType');
      found.set(predictor.requiredText('name'), parseContrastMatrix(predictor));
    });
  }
  return found;
}

function childrenOf(element: XmlElement, name: string): XmlElement[] {
  const reader = new ElementReader(element);
  const children = reader.children(name);
  reader.finish();
  return children;
}
