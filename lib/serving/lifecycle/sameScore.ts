import { ModelError, type ScoreOutcome } from '@kafka-tutorial/model';

const tolerance = 1e-6;

/** Whether two models say the same of a record: the same label or, up to a millionth, the same number. */
export function sameScore(a: ScoreOutcome | undefined, b: ScoreOutcome | undefined): boolean {
  if (!a || !b || a instanceof ModelError || b instanceof ModelError) {
    return a instanceof ModelError && b instanceof ModelError;
  }
  if (typeof a.value !== 'number' || typeof b.value !== 'number') return a.value === b.value;
  return Math.abs(a.value - b.value) <= tolerance * Math.max(1, Math.abs(a.value));
}
