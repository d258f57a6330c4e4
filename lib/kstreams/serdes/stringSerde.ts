import type { Serde } from './serde.ts';
import { cannotSerialize } from './serdeErrors.ts';

/** UTF-8. Bytes that are no UTF-8 become replacement characters, as in Java. */
export const stringSerde: Serde<string> = {
  serialize(topic, value) {
    if (value === null) return null;
    if (typeof value !== 'string') throw cannotSerialize(topic, 'a string', value);
    return Buffer.from(value, 'utf8');
  },
  deserialize: (_topic, bytes) => (bytes === null ? null : bytes.toString('utf8')),
};
