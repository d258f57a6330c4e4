import type { Serde } from '../serdes/serde.ts';
import type { KeyValueBytesStore, ValueAndTimestamp } from './keyValueStore.ts';
import { MeteredKeyValueStore } from './meteredKeyValueStore.ts';
import { valueAndTimestampSerde, withTimestamp } from './valueAndTimestampBytes.ts';

/** The typed face of a store that keeps each value with its timestamp. */
export class MeteredTimestampedKeyValueStore<K, V> extends MeteredKeyValueStore<K, ValueAndTimestamp<V>> {
  constructor(bytes: KeyValueBytesStore, keySerde: Serde<K>, valueSerde: Serde<V>) {
    super(bytes, keySerde, valueAndTimestampSerde(valueSerde));
  }

  fromChangelog(value: Buffer, timestamp: number): Buffer {
    return withTimestamp(value, timestamp);
  }
}
