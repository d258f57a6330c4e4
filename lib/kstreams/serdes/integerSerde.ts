import type { Serde } from './serde.ts';
import { cannotDeserialize, cannotSerialize } from './serdeErrors.ts';

/** 32 bits, two's complement, big-endian. */
export const integerSerde: Serde<number> = {
  serialize(topic, value) {
    if (value === null) return null;
    if ((value | 0) !== value) throw cannotSerialize(topic, 'an integer of 32 bits', value);
    const bytes = Buffer.allocUnsafe(4);
    bytes.writeInt32BE(value);
    return bytes;
  },
  deserialize(topic, bytes) {
    if (bytes === null) return null;
    if (bytes.length !== 4) throw cannotDeserialize(topic, 'an integer of 4 bytes', bytes);
    return bytes.readInt32BE();
  },
};
