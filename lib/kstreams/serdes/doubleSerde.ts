import type { Serde } from './serde.ts';
import { cannotDeserialize, cannotSerialize } from './serdeErrors.ts';

/** IEEE 754 with 64 bits, big-endian. */
export const doubleSerde: Serde<number> = {
  serialize(topic, value) {
    if (value === null) return null;
    if (typeof value !== 'number') throw cannotSerialize(topic, 'a number', value);
    const bytes = Buffer.allocUnsafe(8);
    bytes.writeDoubleBE(value);
    return bytes;
  },
  deserialize(topic, bytes) {
    if (bytes === null) return null;
    if (bytes.length !== 8) throw cannotDeserialize(topic, 'a double of 8 bytes', bytes);
    return bytes.readDoubleBE();
  },
};
