import { ActorError } from '@kafka-tutorial/actors';
import type { ModelFactory } from '@kafka-tutorial/model';
import { ModelType } from '@kafka-tutorial/proto';
import {
  decodeModelDescriptor,
  type InputRecord,
  loadModel,
  type Reason,
  reasonOf,
} from '@kafka-tutorial/serving';
import type { ModelStore } from './modelStore.ts';

/** What became of a model. */
export type ModelAnswer =
  | { readonly kind: 'accepted'; readonly name: string; readonly modelType: string; readonly version: number }
  /** The record was taken before, and is read again. */
  | { readonly kind: 'known' }
  | { readonly kind: 'rejected'; readonly name: string; readonly modelType: string; readonly reason: Reason };

/**
 * Validates a model, warms it up, journals it and puts it into service; a bad one is rejected and the old one goes on.
 *
 * @throws ActorError when the journal fails: then the actor has failed, not the model
 */
export async function processModel(
  input: InputRecord,
  store: ModelStore,
  factory: ModelFactory,
): Promise<ModelAnswer> {
  if (store.has(input)) return { kind: 'known' };
  let claimed = { name: '', modelType: '' };
  try {
    const descriptor = decodeModelDescriptor(input.message.value);
    const { name, modeltype } = descriptor;
    claimed = { name, modelType: ModelType[modeltype] ?? String(modeltype) };
    const { version } = await store.swap(await loadModel(descriptor, factory), input);
    return { kind: 'accepted', ...claimed, version };
  } catch (error) {
    if (error instanceof ActorError && error.code !== 'ACTOR_STATE_TOO_LARGE') throw error;
    return { kind: 'rejected', ...claimed, reason: reasonOf(error) };
  }
}
