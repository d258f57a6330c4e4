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
  let records = 0;
  return {
    score(record) {
      const before = Math.floor(records * share);
      records++;
      return (Math.floor(records * share) > before ? candidate : stable).score(record);
    },
  };
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
    score(record) {
      const served = serving.score(record);
      compare(record, served).catch(() => counts.failed++);
      return served;
    },
  };

  async function compare(record: FeatureRecord, served: ScoreOutcome | Promise<ScoreOutcome>): Promise<void> {
    const score = await candidate.score(record);
    if (score instanceof ModelError) throw score;
    side(record, score);
    const same = sameScore(await served, score);
    counts.compared++;
    if (!same) counts.different++;
  }
}

/** Whether two models say the same: the same label or, up to a millionth, the same number. */
function sameScore(served: ScoreOutcome, { value }: Score): boolean {
  if (served instanceof ModelError) return false;
  if (typeof served.value !== 'number' || typeof value !== 'number') return served.value === value;
  return Math.abs(served.value - value) <= 1e-6 * Math.max(1, Math.abs(value));
}
