import { ModelError } from '../../../errors.ts';
import { requireValue } from '../../fields/requireValue.ts';
import type { Frame } from '../../program.ts';
import type { Scope } from '../../scope.ts';
import type { GeneralRegression, NumberSource } from './generalRegression.ts';
import { inverseLink, type Link } from './links.ts';

/** From a linear predictor of a generalized linear model to the mean: offset, link, trials. */
export function compileMean(model: GeneralRegression, scope: Scope): (frame: Frame, sum: number) => number {
  const offset = compileSource(model.offset, 0, scope);
  const trials = compileSource(model.trials, 1, scope, true);
  const inverse = inverseLink(model.link as Link, model.element);
  return (frame, sum) => inverse(sum + offset(frame)) * trials(frame);
}

/** A number of the document or of the record, which must have it. */
export function compileSource(
  source: NumberSource | undefined,
  otherwise: number,
  scope: Scope,
  whole = false,
): (frame: Frame) => number {
  if (source === undefined) return () => otherwise;
  if ('value' in source) return () => source.value;
  const { evaluate, name } = scope.resolve(source.field);
  return (frame) => {
    const number = Number(requireValue(name, evaluate(frame)));
    if (whole && !Number.isInteger(number))
      throw new ModelError('RECORD_INVALID', `The field "${name}" must be a whole number, not ${number}.`);
    return number;
  };
}
