import type { Serde } from '../serdes/serde.ts';
import { cannotDeserialize, cannotSerialize } from '../serdes/serdeErrors.ts';
import type { Change } from './change.ts';

/** The last byte says what is before it. */
const oldOnly = 0;
const newOnly = 1;
const newAndOld = 2;

/**
 * The value of a record on the way from a table to its groups, as Java writes it since 3.4:
 *
 *     old value | 0
 *     new value | 1
 *     length of the new value, a varint | new value | old value | 2
 */
export function changeSerde<V>(inner: Serde<V>): Serde<Change<V>> {
  return {
    serialize(topic, change) {
      if (change === null) return null;
      const newBytes = inner.serialize(topic, change.newValue);
      const oldBytes = inner.serialize(topic, change.oldValue);
      if (newBytes === null && oldBytes === null)
        throw cannotSerialize(topic, 'an old or a new value', change);
      if (newBytes === null) return Buffer.concat([oldBytes ?? Buffer.alloc(0), Buffer.of(oldOnly)]);
      if (oldBytes === null) return Buffer.concat([newBytes, Buffer.of(newOnly)]);
      return Buffer.concat([varint(newBytes.length), newBytes, oldBytes, Buffer.of(newAndOld)]);
    },
    deserialize(topic, bytes) {
      if (bytes === null) return null;
      const content = bytes.subarray(0, -1);
      const read = (part: Buffer) => inner.deserialize(topic, part);
      switch (bytes.at(-1)) {
        case oldOnly:
          return { newValue: null, oldValue: read(content) };
        case newOnly:
          return { newValue: read(content), oldValue: null };
        case newAndOld: {
          const { length, start } = readVarint(content);
          if (start + length > content.length)
            throw cannotDeserialize(topic, 'a new and an old value', bytes);
          const end = start + length;
          return { newValue: read(content.subarray(start, end)), oldValue: read(content.subarray(end)) };
        }
        default:
          throw cannotDeserialize(topic, 'an update of a table', bytes);
      }
    },
  };
}

/** Zigzag and 7 bits a byte, least significant first: Kafka's varint. */
function varint(value: number): Buffer {
  const bytes: number[] = [];
  let rest = value * 2;
  for (; rest > 0x7f; rest = Math.floor(rest / 0x80)) bytes.push((rest % 0x80) + 0x80);
  return Buffer.from([...bytes, rest]);
}

/** Lengths only, so at most 5 bytes; what is cut short or negative comes out as longer than any content. */
function readVarint(bytes: Buffer): { length: number; start: number } {
  let value = 0;
  for (let i = 0; i < Math.min(bytes.length, 5); i++) {
    const byte = bytes[i] ?? 0;
    value += (byte & 0x7f) * 0x80 ** i;
    if (byte < 0x80) return { length: value % 2 === 0 ? value / 2 : Number.POSITIVE_INFINITY, start: i + 1 };
  }
  return { length: Number.POSITIVE_INFINITY, start: 0 };
}
