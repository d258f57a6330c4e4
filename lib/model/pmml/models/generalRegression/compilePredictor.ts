import type { Frame } from '../../program.ts';
import type { Scope } from '../../scope.ts';
import { corrupt } from '../../xml/elementReader.ts';
import { compileParameter, type Multiplicand } from './compileParameters.ts';
import type { GeneralRegression } from './generalRegression.ts';
import { groupBy } from './groupBy.ts';
import type { ParameterCell } from './parseParameters.ts';

/** Σ β·x; `undefined` when a field is missing. */
export type LinearPredictor = (frame: Frame) => number | undefined;

/**
 * The linear predictor of a category, or of the model where it has none. A parameter without predictors is an intercept.
 *
 * @param cells the coefficients
 * @param category whose own predictors, where it has some, replace those of all categories
 */
export function compilePredictor(
  { element, parameters: { predictors } }: GeneralRegression,
  cells: readonly ParameterCell[],
  category: string | undefined,
  scope: Scope,
): LinearPredictor {
  const own = predictors.filter(({ targetCategory }) => targetCategory === category);
  const rows = own.length > 0 ? own : predictors.filter(({ targetCategory }) => targetCategory === undefined);
  if (predictors.length > 0 && rows.length === 0)
    throw corrupt(element, `its PPMatrix has no cells for ${category ?? 'a number'}`);
  if (cells.length === 0) throw corrupt(element, 'its ParamMatrix has no cells');
  scope.program.holdNumbers(rows.length + cells.length);
  const byParameter = groupBy(rows, ({ parameter }) => parameter);
  const betas = Float64Array.from(cells, ({ beta }) => beta);
  const values = cells.map(({ parameter }) => compileParameter(byParameter.get(parameter) ?? [], scope));
  return (frame) => {
    let sum = 0;
    for (let index = 0; index < betas.length; index += 1) {
      const value = (values[index] as Multiplicand)(frame);
      if (value === undefined) return undefined;
      sum += (betas[index] as number) * value;
    }
    return sum;
  };
}

/** The one linear predictor of a model that predicts a number. */
export function compileWhole(model: GeneralRegression, scope: Scope): LinearPredictor {
  const { coefficients } = model.parameters;
  if (coefficients.some(({ targetCategory }) => targetCategory !== undefined))
    throw corrupt(model.element, 'its ParamMatrix has target categories, though it predicts a number');
  return compilePredictor(model, coefficients, undefined, scope);
}
