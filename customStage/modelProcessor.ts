import type { ModelFactory } from '@kafka-tutorial/model';
import { type InputRecord, type ModelOutcome, takeModel } from '@kafka-tutorial/serving';
import type { ModelStore } from './modelStore.ts';

/** Validates a model, warms it up and puts it into service; a bad one is rejected and the old one goes on. */
export function processModel(
  input: InputRecord,
  store: ModelStore,
  factory: ModelFactory,
): Promise<ModelOutcome> {
  return takeModel(input, factory, (loaded) => store.swap(loaded));
}
