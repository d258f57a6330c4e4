import { inOrder } from '../processor/maybePromise.ts';
import { operator } from './operator.ts';

/** Makes a record of each of the values that a value is mapped to. */
export function flatMapValues<K, V, VR>(mapper: (value: V, key: K) => Iterable<VR>) {
  return operator<K, V, K, VR>(
    (context) => (record) =>
      inOrder(mapper(record.value as V, record.key as K), (value) =>
        context.forward(record.withValue(value)),
      ),
  );
}
