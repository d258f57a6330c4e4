import type { Serde } from './serde.ts';
import { cannotDeserialize, cannotSerialize } from './serdeErrors.ts';

/**
 * JSON text as UTF-8. What comes from a topic can be anything that is JSON: `check` turns it into a T or throws.
 * Keys named `__proto__` are dropped while parsing, so that a record cannot reach prototypes.
 */
export function jsonSerde<T>(check: (parsed: unknown) => T): Serde<T> {
  return {
    serialize(topic, value) {
      if (value === null) return null;
      const text = JSON.stringify(value);
      if (text === undefined) throw cannotSerialize(topic, 'a value that JSON can express', value);
      return Buffer.from(text, 'utf8');
    },
    deserialize(topic, bytes) {
      if (bytes === null) return null;
      try {
        return check(JSON.parse(bytes.toString('utf8'), withoutPrototypes));
      } catch (error) {
        throw cannotDeserialize(topic, 'JSON that passes its check', bytes, error);
      }
    },
  };
}

function withoutPrototypes(key: string, value: unknown): unknown {
  return key === '__proto__' ? undefined : value;
}
