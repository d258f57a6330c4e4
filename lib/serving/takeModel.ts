import type { ModelFactory } from '@kafka-tutorial/model';
import { ModelType } from '@kafka-tutorial/proto';
import type { InputRecord } from './inputRecord.ts';
import { decodeModelDescriptor, type LoadedModel, loadModel } from './loadModel.ts';
import { type ModelOutcome, reasonOf } from './outcome.ts';
import type { ServedModel } from './servedModel.ts';

/**
 * Reads a model, checks it and tries it on a sample before it is put into service; a bad one is rejected and the old
 * one goes on.
 *
 * @param swap puts a good one into service
 */
export async function takeModel(
  input: InputRecord,
  factory: ModelFactory,
  swap: (loaded: LoadedModel) => ServedModel,
): Promise<ModelOutcome> {
  let claimed = { name: '', dataType: '', modelType: '' };
  let loaded: LoadedModel;
  try {
    const descriptor = decodeModelDescriptor(input.message.value);
    const { name, dataType, modeltype } = descriptor;
    claimed = { name, dataType, modelType: ModelType[modeltype] ?? String(modeltype) };
    loaded = await loadModel(descriptor, factory);
  } catch (error) {
    return { kind: 'modelRejected', input, ...claimed, reason: reasonOf(error) };
  }
  return { kind: 'modelAccepted', input, served: swap(loaded) };
}
