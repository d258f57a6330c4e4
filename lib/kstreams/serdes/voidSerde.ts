import type { Serde } from './serde.ts';
import { cannotDeserialize, cannotSerialize } from './serdeErrors.ts';

/** For keys or values that are never there. */
export const voidSerde: Serde<never> = {
  serialize(topic, value) {
    if (value === null) return null;
    throw cannotSerialize(topic, 'null', value);
  },
  deserialize(topic, bytes) {
    if (bytes === null) return null;
    throw cannotDeserialize(topic, 'null', bytes);
  },
};
