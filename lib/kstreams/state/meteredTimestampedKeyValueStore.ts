import type { KeyValueBytesStore, ValueAndTimestamp } from './keyValueStore.ts';
import { MeteredKeyValueStore, type SerdesOf } from './meteredKeyValueStore.ts';
import { valueAndTimestampSerde, withTimestamp } from './valueAndTimestampBytes.ts';

/** The typed face of a store that keeps each value with its timestamp. */
export class MeteredTimestampedKeyValueStore<K, V> extends MeteredKeyValueStore<K, ValueAndTimestamp<V>> {
  constructor(bytes: KeyValueBytesStore, serdesOf: SerdesOf<K, V>) {
    super(bytes, (context) => {
      const { key, value } = serdesOf(context);
      return { key, value: valueAndTimestampSerde(value) };
    });
  }

  fromChangelog(value: Buffer, timestamp: number): Buffer {
    return withTimestamp(value, timestamp);
  }
}
