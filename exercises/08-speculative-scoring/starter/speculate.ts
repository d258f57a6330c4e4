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
  // Exercise: all models are asked, and the best is waited for. Now do not wait longer than until the deadline, and not
  // for one that fails; nothing shall be left running afterwards.
  const running = models.map(async (model) => model.score(record));
  const [best] = running;
  return best ?? new ModelError('SCORING_FAILED', `no model has answered within ${deadlineMs} ms`);
}
