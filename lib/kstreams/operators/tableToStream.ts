import type { Change } from './change.ts';
import { operator } from './operator.ts';

/** The updates of a table as records; a deletion has the value null. */
export function tableToStream<K, V>() {
  return operator<K, Change<V>, K, V>(
    (context) => (record) => context.forward(record.withValue(record.value?.newValue ?? null)),
  );
}
