import type { Serde } from './serde.ts';
import { cannotDeserialize, cannotSerialize } from './serdeErrors.ts';

/** 64 bits, two's complement, big-endian, as a bigint. */
export const bigintSerde: Serde<bigint> = {
  serialize(topic, value) {
    if (value === null) return null;
    if (typeof value !== 'bigint' || BigInt.asIntN(64, value) !== value) {
      throw cannotSerialize(topic, 'a bigint of 64 bits', value);
    }
    const bytes = Buffer.allocUnsafe(8);
    bytes.writeBigInt64BE(value);
    return bytes;
  },
  deserialize(topic, bytes) {
    if (bytes === null) return null;
    if (bytes.length !== 8) throw cannotDeserialize(topic, 'a long of 8 bytes', bytes);
    return bytes.readBigInt64BE();
  },
};
