import { operator } from './operator.ts';

/** Does something with each record, which ends there. */
export function foreach<K, V>(action: (key: K, value: V) => void) {
  return operator<K, V, never, never>(() => (record) => action(record.key as K, record.value as V));
}
