import { type DataOutcome, type InputRecord, scoreRecords } from '@kafka-tutorial/serving';
import type { ModelStore } from './modelStore.ts';

/** Scores a micro-batch of records with the models in service. */
export function processData(
  inputs: readonly InputRecord[],
  store: ModelStore,
): DataOutcome[] | Promise<DataOutcome[]> {
  return scoreRecords(inputs, (dataType) => store.get(dataType));
}
