import type { FeatureRecord, ScoreOutcome } from '@kafka-tutorial/model';
import type { ScoredBatch, ServedModel } from '../servedModel.ts';
import { recordHash } from './recordHash.ts';
import { all, andThen, type Scorer } from './scorer.ts';

/**
 * Lets a new model score a share of the records and another scorer the rest. The same record always goes the same way.
 *
 * @param share from 0 to 1
 */
export function canary(stable: Scorer, candidate: Scorer, share: number): Scorer {
  return {
    scoreBatch(records) {
      const goes = records.map((record) => recordHash(record) < share);
      const parts = [
        { scorer: candidate, positions: positionsOf(goes, true) },
        { scorer: stable, positions: positionsOf(goes, false) },
      ].filter(({ positions }) => positions.length > 0);
      const scored = parts.map(({ scorer, positions }) =>
        scorer.scoreBatch(positions.map((position) => records[position] as FeatureRecord)),
      );
      return andThen(all(scored), (batches) => merged(records.length, parts, batches));
    },
  };
}

function positionsOf(goes: readonly boolean[], way: boolean): number[] {
  return goes.flatMap((each, position) => (each === way ? [position] : []));
}

function merged(
  count: number,
  parts: readonly { readonly positions: readonly number[] }[],
  batches: readonly ScoredBatch[],
): ScoredBatch {
  const outcomes = new Array<ScoreOutcome>(count);
  const served = new Array<ServedModel>(count);
  let micros = 0;
  for (const [p, batch] of batches.entries()) {
    for (const [i, position] of (parts[p]?.positions ?? []).entries()) {
      outcomes[position] = batch.outcomes[i] as ScoreOutcome;
      served[position] = batch.servedAt(i);
      micros += batch.micros / count;
    }
  }
  return { outcomes, micros, servedAt: (i) => served[i] as ServedModel };
}
