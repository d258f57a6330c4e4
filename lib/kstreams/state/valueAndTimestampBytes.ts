import type { Serde } from '../serdes/serde.ts';
import type { ValueAndTimestamp } from './keyValueStore.ts';
import { readTime, writeTime } from './timeBytes.ts';

/** How a timestamped store keeps a value: timestamp (8 bytes, big-endian), then the value's own bytes. */
export function withTimestamp(value: Buffer, timestamp: number): Buffer {
  const bytes = Buffer.allocUnsafe(8 + value.length);
  writeTime(bytes, timestamp, 0);
  value.copy(bytes, 8);
  return bytes;
}

export function timestampOf(bytes: Buffer): number {
  return readTime(bytes, 0);
}

export function plainValueOf(bytes: Buffer): Buffer {
  return bytes.subarray(8);
}

/** The serde of a timestamped store's values, around the serde of the values themselves. */
export function valueAndTimestampSerde<V>(valueSerde: Serde<V>): Serde<ValueAndTimestamp<V>> {
  return {
    serialize(topic, data) {
      if (data === null) return null;
      const value = valueSerde.serialize(topic, data.value);
      return value && withTimestamp(value, data.timestamp);
    },
    deserialize(topic, bytes) {
      if (bytes === null) return null;
      const value = valueSerde.deserialize(topic, plainValueOf(bytes));
      return value === null ? null : { value, timestamp: timestampOf(bytes) };
    },
  };
}
