import { Record } from '../processor/record.ts';
import type { KeyValue } from '../state/keyValueStore.ts';
import { operator } from './operator.ts';

/** Makes another key and value of each record. */
export function map<K, V, KR, VR>(mapper: (key: K, value: V) => KeyValue<KR, VR>) {
  return operator<K, V, KR, VR>((context) => (record) => {
    const { key, value } = mapper(record.key as K, record.value as V);
    return context.forward(new Record<KR, VR>(key, value, record.timestamp, record.headers));
  });
}
