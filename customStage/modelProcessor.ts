import type { ModelFactory } from '@kafka-tutorial/model';
import { ModelType } from '@kafka-tutorial/proto';
import {
  decodeModelDescriptor,
  type InputRecord,
  loadModel,
  type ModelOutcome,
  reasonOf,
} from '@kafka-tutorial/serving';
import type { ModelStore } from './modelStore.ts';

/** Validates a model, warms it up and puts it into service; a bad one is rejected and the old one goes on. */
export async function processModel(
  input: InputRecord,
  store: ModelStore,
  factory: ModelFactory,
): Promise<ModelOutcome> {
  let claimed = { name: '', dataType: '', modelType: '' };
  try {
    const descriptor = decodeModelDescriptor(input.message.value);
    const { name, dataType, modeltype } = descriptor;
    claimed = { name, dataType, modelType: ModelType[modeltype] ?? String(modeltype) };
    return { kind: 'modelAccepted', input, served: store.swap(await loadModel(descriptor, factory)) };
  } catch (error) {
    return { kind: 'modelRejected', input, ...claimed, reason: reasonOf(error) };
  }
}
