import type { Serde } from '@kafka-tutorial/kstreams';
import {
  checkSnapshot,
  decodeStoredModel,
  encodeStoredModel,
  type ServedModelSnapshot,
  type StoredModel,
} from '@kafka-tutorial/serving';

/** A change of the store: a model has come, or has scored. */
export type ModelState =
  | { readonly kind: 'model'; readonly model: StoredModel }
  | { readonly kind: 'statistics'; readonly statistics: ServedModelSnapshot };

const [model, statistics] = [1, 2];

/** A change as the changelog has it: a byte that says which, and then the model, or the statistics as JSON. */
export const modelStateSerde: Serde<ModelState> = {
  serialize(_topic, state) {
    if (state === null) return null;
    return state.kind === 'model'
      ? Buffer.concat([Buffer.of(model), encodeStoredModel(state.model)])
      : Buffer.concat([Buffer.of(statistics), Buffer.from(JSON.stringify(state.statistics))]);
  },
  deserialize(_topic, bytes) {
    if (bytes === null) return null;
    const content = bytes.subarray(1);
    if (bytes[0] === model) return { kind: 'model', model: decodeStoredModel(content) };
    if (bytes[0] === statistics) {
      return { kind: 'statistics', statistics: checkSnapshot(JSON.parse(content.toString())) };
    }
    throw new TypeError(`expected a change that begins with ${model} or ${statistics}, got ${bytes[0]}`);
  },
};
