import { ModelError, type Score, type ScoreOutcome } from '@kafka-tutorial/model';
import type { ServedModel } from '../servedModel.ts';
import { all, andThen, type Scorer } from './scorer.ts';

/** How the scores of several models become one. */
export const ensembleMethods = ['vote', 'average'] as const;
export type EnsembleMethod = (typeof ensembleMethods)[number];

/**
 * Lets several models score each record and makes one score of theirs. A model that fails for a record is left out for
 * that record. The result carries the name of the first model.
 */
export function ensemble(members: readonly ServedModel[], method: EnsembleMethod): Scorer {
  const combine = method === 'vote' ? vote : average;
  return {
    scoreBatch: (records) =>
      andThen(all(members.map((member) => member.scoreBatch(records))), (batches) => ({
        outcomes: records.map((_, i) => {
          const outcomes = batches
            .map((batch) => batch.outcomes[i])
            .filter((outcome) => outcome !== undefined);
          const scores = outcomes.filter((outcome): outcome is Score => !(outcome instanceof ModelError));
          return scores.length === 0 ? (outcomes[0] as ScoreOutcome) : combine(scores);
        }),
        micros: batches.reduce((sum, { micros }) => sum + micros, 0),
        servedAt: () => members[0] as ServedModel,
      })),
  };
}

/** The value that most models give; of several, the one whose first model comes first. */
function vote(scores: readonly Score[]): Score {
  const votes = new Map<Score['value'], number>();
  for (const { value } of scores) votes.set(value, (votes.get(value) ?? 0) + 1);
  const most = Math.max(...votes.values());
  const [value = null] = [...votes].find(([, count]) => count === most) ?? [];
  const shares = [...votes].map(([each, count]): [string, number] => [String(each), count / scores.length]);
  return { value, probabilities: Object.fromEntries(shares) };
}

/** The mean of probabilities where all models give them, and the class that then has the largest; else of numbers. */
function average(scores: readonly Score[]): Score {
  if (scores.every(({ probabilities }) => probabilities !== undefined)) return averageClass(scores);
  const numbers = scores.map(({ value }) => value).filter((value) => typeof value === 'number');
  if (numbers.length < scores.length) return vote(scores);
  return { value: numbers.reduce((sum, value) => sum + value, 0) / numbers.length };
}

function averageClass(scores: readonly Score[]): Score {
  const sums = new Map<string, number>();
  for (const { probabilities = {} } of scores) {
    for (const [label, p] of Object.entries(probabilities)) sums.set(label, (sums.get(label) ?? 0) + p);
  }
  const best = Math.max(...sums.values());
  const label = [...sums].find(([, sum]) => sum === best)?.[0];
  // As the model that says it writes it: a number may be a label, too.
  const value = scores.map((score) => score.value).find((each) => String(each) === label) ?? label ?? null;
  return {
    value,
    probabilities: Object.fromEntries([...sums].map(([each, sum]) => [each, sum / scores.length])),
  };
}
