import { operator } from './operator.ts';

/** Makes another value of each record. */
export function mapValues<K, V, VR>(mapper: (value: V, key: K) => VR) {
  return operator<K, V, K, VR>(
    (context) => (record) => context.forward(record.withValue(mapper(record.value as V, record.key as K))),
  );
}
