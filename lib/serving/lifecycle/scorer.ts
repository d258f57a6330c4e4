import type { FeatureRecord } from '@kafka-tutorial/model';
import type { ScoredBatch } from '../servedModel.ts';

/** Scores records of one data type: a served model, or several of them together. */
export interface Scorer {
  /** Outcome i belongs to record i. Answers at once where the models do. */
  scoreBatch(records: readonly FeatureRecord[]): ScoredBatch | Promise<ScoredBatch>;
}

/** Goes on with a result that may be there already, so that records do not pay for promises. */
export function andThen<T, R>(result: T | Promise<T>, next: (value: T) => R): R | Promise<R> {
  return result instanceof Promise ? result.then(next) : next(result);
}

/** Waits for all results, if there is one to wait for. */
export function all<T>(results: readonly (T | Promise<T>)[]): readonly T[] | Promise<readonly T[]> {
  return results.some((result) => result instanceof Promise)
    ? Promise.all(results)
    : (results as readonly T[]);
}
