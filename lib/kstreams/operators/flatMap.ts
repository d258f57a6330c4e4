import { inOrder } from '../processor/maybePromise.ts';
import { Record } from '../processor/record.ts';
import type { KeyValue } from '../state/keyValueStore.ts';
import { operator } from './operator.ts';

/** Makes any number of records of each. */
export function flatMap<K, V, KR, VR>(mapper: (key: K, value: V) => Iterable<KeyValue<KR, VR>>) {
  return operator<K, V, KR, VR>(
    (context) => (record) =>
      inOrder(mapper(record.key as K, record.value as V), ({ key, value }) =>
        context.forward(new Record<KR, VR>(key, value, record.timestamp, record.headers)),
      ),
  );
}
