import { type Serde, Serdes } from '@kafka-tutorial/kstreams';
import {
  checkSnapshot,
  decodeStoredModel,
  encodeStoredModel,
  type ServedModelSnapshot,
  type StoredModel,
} from '@kafka-tutorial/serving';

/** The model as the store and its changelog have it. */
export const modelSerde: Serde<StoredModel> = {
  serialize: (_topic, model) => model && encodeStoredModel(model),
  deserialize: (_topic, bytes) => bytes && decodeStoredModel(bytes),
};

/** Its statistics, apart from the model: they are written every second, and the model is large. */
export const statisticsSerde: Serde<ServedModelSnapshot> = Serdes.json(checkSnapshot);
