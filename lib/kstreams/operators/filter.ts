import { operator } from './operator.ts';

/** Passes on the records for which `predicate` answers `keep`. */
export function filter<K, V>(predicate: (key: K, value: V) => boolean, keep = true) {
  return operator<K, V, K, V>((context) => (record) => {
    if (predicate(record.key as K, record.value as V) === keep) return context.forward(record);
  });
}
