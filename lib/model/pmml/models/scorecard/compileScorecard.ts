import { ModelError } from '../../../errors.ts';
import { compilePredicate, type Test } from '../../predicates/compilePredicate.ts';
import type { Evaluate, Frame } from '../../program.ts';
import type { Scope } from '../../scope.ts';
import { compileExpression } from '../../transformations/expression.ts';
import type { ModelContext, Scorer } from '../model.ts';
import type { Characteristic, Scorecard } from './scorecard.ts';

interface CompiledAttribute {
  readonly test: Test;
  readonly points: Evaluate;
  readonly reasonCode: string;
}

export function compileScorecard(
  { initialScore, reasons, characteristics }: Scorecard,
  { scope }: ModelContext,
): Scorer {
  const compiled = characteristics.map((characteristic) => ({
    find: compileAttributes(characteristic, scope),
    baseline: characteristic.baseline,
  }));
  const sign = reasons === 'pointsAbove' ? 1 : -1;
  return {
    gives: reasons === undefined ? [] : ['reasonCode'],
    predict: (frame) => {
      let value = initialScore;
      const differences = new Map<string, number>();
      for (const { find, baseline } of compiled) {
        const { points, reasonCode } = find(frame);
        value += points;
        if (reasons !== undefined)
          differences.set(reasonCode, (differences.get(reasonCode) ?? 0) + sign * (points - baseline));
      }
      return reasons === undefined ? { value } : { value, reasonCodes: ranked(differences) };
    },
  };
}

/** Finds the first attribute that a record fulfils. @throws ModelError SCORING_FAILED when it fulfils none */
function compileAttributes(
  { element, attributes }: Characteristic,
  scope: Scope,
): (frame: Frame) => { readonly points: number; readonly reasonCode: string } {
  const where = `the Characteristic of line ${element.line}`;
  const compiled = attributes.map(
    ({ predicate, points, reasonCode }): CompiledAttribute => ({
      test: compilePredicate(predicate, scope),
      points: typeof points === 'number' ? () => points : compileExpression(points, scope).evaluate,
      reasonCode,
    }),
  );
  return (frame) => {
    for (const { test, points, reasonCode } of compiled) {
      if (test(frame) !== true) continue;
      const value = points(frame);
      if (value !== undefined) return { points: Number(value), reasonCode };
      throw new ModelError(
        'SCORING_FAILED',
        `The points of ${where} cannot be computed: a field is missing.`,
      );
    }
    throw new ModelError('SCORING_FAILED', `The record fulfils no Attribute of ${where}.`);
  };
}

/** The codes whose differences are not negative, the greatest first; of equal ones the earlier. */
function ranked(differences: ReadonlyMap<string, number>): string[] {
  return [...differences]
    .filter(([, difference]) => !(difference < 0))
    .sort(([, a], [, b]) => b - a)
    .map(([code]) => code);
}
