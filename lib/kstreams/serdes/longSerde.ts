import type { Serde } from './serde.ts';
import { cannotDeserialize, cannotSerialize } from './serdeErrors.ts';

const upperHalf = 2 ** 32;

/**
 * 64 bits, two's complement, big-endian, as a number. Counts, sums and timestamps fit; what is above 2^53 − 1 would
 * lose digits and is refused in both directions: the bigint serde reads and writes those.
 */
export const longSerde: Serde<number> = {
  serialize(topic, value) {
    if (value === null) return null;
    if (!Number.isSafeInteger(value)) throw cannotSerialize(topic, 'an integer up to 2^53 − 1', value);
    const bytes = Buffer.allocUnsafe(8);
    bytes.writeInt32BE(Math.floor(value / upperHalf), 0);
    bytes.writeUInt32BE(value - Math.floor(value / upperHalf) * upperHalf, 4);
    return bytes;
  },
  deserialize(topic, bytes) {
    if (bytes === null) return null;
    if (bytes.length !== 8) throw cannotDeserialize(topic, 'a long of 8 bytes', bytes);
    const value = bytes.readInt32BE(0) * upperHalf + bytes.readUInt32BE(4);
    if (!Number.isSafeInteger(value)) throw cannotDeserialize(topic, 'a long up to 2^53 − 1', bytes);
    return value;
  },
};
