import { operator } from './operator.ts';

/** Gives each record another key. */
export function selectKey<K, V, KR>(mapper: (key: K, value: V) => KR) {
  return operator<K, V, KR, V>(
    (context) => (record) => context.forward(record.withKey(mapper(record.key as K, record.value as V))),
  );
}
