import { type DataOutcome, type InputRecord, scoreRecords } from '@kafka-tutorial/serving';
import type { ModelStore } from './modelStore.ts';

/** Scores a micro-batch of records of the actor's data type with its model. */
export function processData(
  inputs: readonly InputRecord[],
  store: ModelStore,
): DataOutcome[] | Promise<DataOutcome[]> {
  return scoreRecords(inputs, () => store.served);
}
