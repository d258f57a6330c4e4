import { operator } from './operator.ts';

/** Passes on every record: a node that is only a place to attach children to. */
export function passThrough<K, V>() {
  return operator<K, V, K, V>((context) => (record) => context.forward(record));
}
