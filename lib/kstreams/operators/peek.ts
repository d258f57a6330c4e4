import { operator } from './operator.ts';

/** Does something with each record and passes it on unchanged. */
export function peek<K, V>(action: (key: K, value: V) => void) {
  return operator<K, V, K, V>((context) => (record) => {
    action(record.key as K, record.value as V);
    return context.forward(record);
  });
}
