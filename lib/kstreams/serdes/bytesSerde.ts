import type { Serde } from './serde.ts';
import { cannotSerialize } from './serdeErrors.ts';

/** Bytes as they are. They are not copied: who passes them on must not change them. */
export const bytesSerde: Serde<Buffer> = {
  serialize(topic, value) {
    if (value === null || Buffer.isBuffer(value)) return value;
    throw cannotSerialize(topic, 'a Buffer', value);
  },
  deserialize: (_topic, bytes) => bytes,
};
