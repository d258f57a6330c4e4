import { setTimeout } from 'node:timers/promises';
import { type FeatureRecord, type Model, ModelError, type ScoreOutcome } from '@kafka-tutorial/model';

/** Resolves after so many milliseconds, or rejects when the signal is aborted first. */
export type Sleep = (ms: number, signal: AbortSignal) => Promise<void>;

const sleepInRealTime: Sleep = (ms, signal) => setTimeout(ms, undefined, { signal });

/**
 * The best answer of several models that is there in time.
 *
 * @param models the best first
 * @param deadlineMs from now, milliseconds
 * @returns a ModelError when no model has answered in time
 */
export async function speculate(
  models: readonly Pick<Model, 'score'>[],
  record: FeatureRecord,
  deadlineMs: number,
  sleep: Sleep = sleepInRealTime,
): Promise<ScoreOutcome> {
  const outcomes = new Map<number, ScoreOutcome>();
  const running = models.map(async (model, i) => {
    outcomes.set(i, await model.score(record));
  });
  const decided = new AbortController();
  const deadline = sleep(deadlineMs, decided.signal).catch(() => {});
  try {
    for (const [i, answered] of running.entries()) {
      // After the deadline this waits no more: it finds who has answered by then.
      await Promise.race([answered, deadline]).catch(() => {});
      const outcome = outcomes.get(i);
      if (outcome && !(outcome instanceof ModelError)) return outcome;
    }
    return new ModelError('SCORING_FAILED', `no model has answered within ${deadlineMs} ms`);
  } finally {
    decided.abort();
  }
}
