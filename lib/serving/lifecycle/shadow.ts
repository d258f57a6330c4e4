import type { ServedModel } from '../servedModel.ts';
import { sameScore } from './sameScore.ts';
import { all, andThen, type Scorer } from './scorer.ts';

/** How often a candidate was compared with what serves, and how often it said something else. */
export interface ShadowCounts {
  compared: number;
  different: number;
}

/**
 * Lets a candidate score all records, too. Its scores go to a topic of their own and count for nothing; the stream does
 * wait for them, so that both topics have the same records.
 *
 * @param counts is counted on
 */
export function shadow(serving: Scorer, candidate: ServedModel, counts: ShadowCounts): Scorer {
  return {
    scoreBatch: (records) =>
      andThen(all([serving.scoreBatch(records), candidate.scoreBatch(records)]), ([batch, other]) => {
        if (!batch || !other) throw new Error('a batch got lost');
        for (const i of records.keys()) {
          counts.compared++;
          if (!sameScore(batch.outcomes[i], other.outcomes[i])) counts.different++;
        }
        return { ...batch, shadow: other };
      }),
  };
}
