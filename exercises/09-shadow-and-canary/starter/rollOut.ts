import { createHash } from 'node:crypto';
import {
  type FeatureRecord,
  type Model,
  ModelError,
  type Score,
  type ScoreOutcome,
} from '@kafka-tutorial/model';

/** Whatever scores a record: a model, or several together. */
export type Scorer = Pick<Model, 'score'>;

/** What became of a shadow's scores. */
export interface ShadowCounts {
  compared: number;
  different: number;
  /** How many comparisons did not come about. */
  failed: number;
}

/**
 * Lets a candidate score a share of the records and the stable model the rest; the same record always goes the same way.
 *
 * @param share from 0 to 1
 */
export function canary(stable: Scorer, candidate: Scorer, share: number): Scorer {
  // Exercise: chance sends the same record this way today and that way tomorrow. Let the record decide.
  return { score: (record) => (Math.random() < share ? candidate : stable).score(record) };
}

/**
 * Lets a candidate score all records, too, for comparison only.
 *
 * @param side gets the candidate's scores
 * @param counts is counted on
 */
export function shadow(
  serving: Scorer,
  candidate: Scorer,
  side: (record: FeatureRecord, score: Score) => void,
  counts: ShadowCounts,
): Scorer {
  return {
    // Exercise: whoever waits for the result waits for the candidate, too, and gets its failures. And what is counted?
    async score(record) {
      const [served, score] = await Promise.all([serving.score(record), candidate.score(record)]);
      if (!(score instanceof ModelError)) side(record, score);
      return served;
    },
  };
}

/** Whether two models say the same: the same label or, up to a millionth, the same number. */
function sameScore(served: ScoreOutcome, { value }: Score): boolean {
  if (served instanceof ModelError) return false;
  if (typeof served.value !== 'number' || typeof value !== 'number') return served.value === value;
  return Math.abs(served.value - value) <= 1e-6 * Math.max(1, Math.abs(value));
}
