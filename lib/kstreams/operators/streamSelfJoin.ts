import { after, inOrder } from '../processor/maybePromise.ts';
import type { ProcessorSupplier } from '../processor/processor.ts';
import type { StoreBuilder } from '../state/storeBuilder.ts';
import type { WindowStore } from '../state/windowStore.ts';
import { operator } from './operator.ts';
import type { JoinValues } from './streamStreamJoin.ts';

export interface StreamSelfJoinOptions<K, V, VOut> {
  readonly windows: { readonly beforeMs: number; readonly afterMs: number; readonly retentionMs: number };
  readonly joiner: JoinValues<K, V, V, VOut>;
  readonly store: StoreBuilder;
}

/**
 * The join of a stream with itself in one store: each record as the left one, then as the right one. Results come in
 * the order in which two stores would give them, so a record meets itself before those that are later than it.
 */
export function streamSelfJoin<K, V, VOut>({
  windows,
  joiner,
  store,
}: StreamSelfJoinOptions<K, V, VOut>): ProcessorSupplier<K, V, K, VOut> {
  const { beforeMs, afterMs, retentionMs } = windows;
  const supplier = operator<K, V, K, VOut>((context) => {
    const kept = context.getStateStore<WindowStore<K, V>>(store.name);
    let streamTime = -1;
    return (record) => {
      const { key, value, timestamp } = record;
      if (key === null || value === null) return context.dropRecord('a join needs a key and a value');
      streamTime = Math.max(streamTime, timestamp);
      let meetsItself = timestamp > streamTime - retentionMs + 1;
      const joined = (left: V, right: V, otherTime: number) =>
        context.forward(
          record.withValue(joiner(key, left, right)).withTimestamp(Math.max(timestamp, otherTime)),
        );
      const near = (from: number, to: number) => kept.fetch(key, Math.max(0, from), Math.max(0, to));
      const itself = () => {
        if (!meetsItself) return;
        meetsItself = false;
        return joined(value, value, timestamp);
      };
      const asLeft = inOrder(near(timestamp - beforeMs, timestamp + afterMs), (other) =>
        joined(value, other.value, other.key),
      );
      const asRight = after(asLeft, () =>
        inOrder(near(timestamp - afterMs, timestamp + beforeMs), (other) => {
          const before = other.key > timestamp ? itself() : undefined;
          return after(before, () => joined(other.value, value, other.key));
        }),
      );
      return after(asRight, itself);
    };
  });
  return { ...supplier, stores: () => [store] };
}
