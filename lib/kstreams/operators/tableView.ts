import type { ProcessingContext } from '../processor/processorContext.ts';
import type { ValueAndTimestamp } from '../state/keyValueStore.ts';
import type { StateStore } from '../state/stateStore.ts';
import { tableRows } from './tableRows.ts';

/**
 * Looks up a row of a table, with the timestamp of the record that it is from. A versioned table also tells the row of
 * an earlier time; others tell the one that there is.
 */
export type ReadRow<K, V> = (key: K, asOfTimestamp?: number) => ValueAndTimestamp<V> | null;

/** How other operators read a table. */
export interface TableView<K, V> {
  /** Stores that the reader must be connected to. */
  readonly storeNames: readonly string[];
  open(context: ProcessingContext): ReadRow<K, V>;
}

/** The view of a table that has a store. */
export function storeView<K, V, S extends StateStore>(
  storeName: string,
  read: (store: S, key: K) => ValueAndTimestamp<V> | null,
): TableView<K, V> {
  return {
    storeNames: [storeName],
    open(context) {
      const store = context.getStateStore<S>(storeName);
      return (key) => read(store, key);
    },
  };
}

/** The view of a table that keeps its rows by their keys. */
export function rowView<K, V>(storeName: string): TableView<K, V> {
  return { storeNames: [storeName], open: (context) => tableRows<K, V>(context, storeName).get };
}
