import { type DataOutcome, type InputRecord, scoreRecords } from '@kafka-tutorial/serving';
import type { ModelStore } from './modelStore.ts';

/** Scores a micro-batch of records with the models in service. */
export function processData(
  inputs: readonly InputRecord[],
  store: ModelStore,
): DataOutcome[] | Promise<DataOutcome[]> {
  // Exercise: score each record by several models, and let them vote, or take the best answer that is in time.
  // Solutions: exercises/07-ensemble/solution/ensemble.ts, exercises/08-speculative-scoring/solution/speculate.ts.
  return scoreRecords(inputs, (dataType) => store.get(dataType));
}
