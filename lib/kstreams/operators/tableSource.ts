import type { TimestampedKeyValueStore } from '../state/keyValueStore.ts';
import type { Change } from './change.ts';
import { changeForwarder } from './changeForwarder.ts';
import { operator } from './operator.ts';
import { putRow } from './putRow.ts';
import type { TableOperator } from './tableOperator.ts';
import { rowView } from './tableView.ts';

/**
 * Makes a table of a stream: the last record of a key to arrive is its row, whatever its timestamp. The table is
 * kept in a store if the user named one or a later step needs it.
 */
export class TableSource<K, V> implements TableOperator<K, V, K, V> {
  readonly #storeName: string;
  #materialized: boolean;
  #sendOldValues = false;

  constructor(storeName: string, materialized: boolean) {
    this.#storeName = storeName;
    this.#materialized = materialized;
  }

  get materialized(): boolean {
    return this.#materialized;
  }

  enableSendingOldValues(forceMaterialization: boolean): boolean {
    if (!this.#materialized && !forceMaterialization) return false;
    this.#materialized = true;
    this.#sendOldValues = true;
    return true;
  }

  view() {
    this.#materialized = true;
    return rowView<K, V>(this.#storeName);
  }

  get() {
    return (this.#materialized ? this.#stored() : forwarded<K, V>()).get();
  }

  #stored() {
    return operator<K, V, K, Change<V>>((context) => {
      const store = context.getStateStore<TimestampedKeyValueStore<K, V>>(this.#storeName);
      const forward = changeForwarder(context, store, this.#sendOldValues);
      return (record) => {
        if (record.key === null) return context.dropRecord('a row of a table needs a key');
        const oldValue = store.get(record.key)?.value ?? null;
        putRow(store, record.key, record.value, record.timestamp);
        return forward(record, record.value, oldValue, record.timestamp);
      };
    });
  }
}

function forwarded<K, V>() {
  return operator<K, V, K, Change<V>>((context) => (record) => {
    if (record.key === null) return context.dropRecord('a row of a table needs a key');
    return context.forward(record.withValue({ newValue: record.value, oldValue: null }));
  });
}
