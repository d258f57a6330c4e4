import { after } from '../processor/maybePromise.ts';
import type { StoreBuilder } from '../state/storeBuilder.ts';
import type { WindowStore } from '../state/windowStore.ts';
import { operator } from './operator.ts';

/** Keeps the records of one side of a join for the other side to find; each is joined before it is kept. */
export function joinWindow<K, V>(store: StoreBuilder) {
  const supplier = operator<K, V, K, V>((context) => {
    const window = context.getStateStore<WindowStore<K, V>>(store.name);
    return (record) =>
      after(context.forward(record), () => {
        if (record.key !== null) window.put(record.key, record.value, record.timestamp);
      });
  });
  return { ...supplier, stores: () => [store] };
}
