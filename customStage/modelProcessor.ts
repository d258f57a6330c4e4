import type { ModelFactory } from '@kafka-tutorial/model';
import { type InputRecord, type ModelOutcome, takeModelRecord } from '@kafka-tutorial/serving';
import type { ModelStore } from './modelStore.ts';

/** Validates a model, warms it up and puts it into service; a bad one is rejected and the old one goes on. */
export function processModel(
  input: InputRecord,
  store: ModelStore,
  factory: ModelFactory,
): Promise<ModelOutcome> {
  // Exercise: write the swap yourself: models between two records, the old one cleaned up after its last use.
  // Solution: exercises/12-model-swap/solution/modelStage.ts.
  return takeModelRecord(input, (dataType) => store.versionsOf(dataType), factory);
}
