import { ModelError } from '../../../errors.ts';
import type { PmmlValue } from '../../dataTypes.ts';
import { numberField } from '../../fields/numberField.ts';
import { operand } from '../../predicates/compilePredicate.ts';
import type { CompiledField, Frame } from '../../program.ts';
import type { Scope } from '../../scope.ts';
import { corrupt } from '../../xml/elementReader.ts';
import type { PredictorCell } from './parseParameters.ts';

/** What a parameter is multiplied with; `undefined` when a field is missing. */
export type Multiplicand = (frame: Frame) => number | undefined;

/** The product of a parameter's predictors: factors first, and where they make it 0 the covariates may be missing. */
export function compileParameter(cells: readonly PredictorCell[], scope: Scope): Multiplicand {
  if (cells.length === 0) return () => 1;
  const factors = cells.filter(({ isFactor }) => isFactor).map((cell) => compileFactor(cell, scope));
  const covariates = cells.filter(({ isFactor }) => !isFactor).map((cell) => compileCovariate(cell, scope));
  const [factor] = factors;
  const [covariate] = covariates;
  if (cells.length === 1 && factor !== undefined) return factor;
  if (cells.length === 1 && covariate !== undefined) return covariate;
  return (frame) => {
    let product = 1;
    for (const each of factors) {
      const value = each(frame);
      if (value === undefined) return undefined;
      product *= value;
    }
    if (product === 0) return 0;
    for (const each of covariates) {
      const value = each(frame);
      if (value === undefined) return undefined;
      product *= value;
    }
    return product;
  };
}

function compileFactor(cell: PredictorCell, scope: Scope): Multiplicand {
  const field = scope.resolve(cell.field);
  const { evaluate } = field;
  if (cell.contrasts !== undefined) return compileContrast(cell, cell.contrasts, field);
  const wanted = operand(field, cell.value);
  return (frame) => {
    const value = evaluate(frame);
    return value === undefined ? undefined : value === wanted ? 1 : 0;
  };
}

function compileContrast(
  cell: PredictorCell,
  { categories, rows }: NonNullable<PredictorCell['contrasts']>,
  field: CompiledField,
): Multiplicand {
  const column = categories.indexOf(cell.value);
  if (column < 0) throw corrupt(cell.element, `"${cell.value}" is not one of the Categories`);
  const shares = new Map<PmmlValue, number>(
    categories.map((category, row) => [operand(field, category), rows[row]?.[column] as number]),
  );
  return (frame) => {
    const value = field.evaluate(frame);
    if (value === undefined) return undefined;
    const share = shares.get(value);
    if (share !== undefined) return share;
    throw new ModelError(
      'SCORING_FAILED',
      `The contrast matrix of the field "${field.name}" has no category ${JSON.stringify(value)}.`,
    );
  };
}

function compileCovariate(cell: PredictorCell, scope: Scope): Multiplicand {
  const exponent = Number(cell.value.trim() || 'none');
  if (Number.isNaN(exponent)) throw corrupt(cell.element, `value="${cell.value}" is not an exponent`);
  const { evaluate } = numberField(cell.field, scope);
  return (frame) => {
    const value = evaluate(frame);
    if (value === undefined) return undefined;
    return exponent === 1 ? Number(value) : Number(value) ** exponent;
  };
}
