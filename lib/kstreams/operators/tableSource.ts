import type { Change } from './change.ts';
import { changeForwarder } from './changeForwarder.ts';
import { operator } from './operator.ts';
import type { TableOperator } from './tableOperator.ts';
import { tableRows } from './tableRows.ts';
import { rowView } from './tableView.ts';

/**
 * Makes a table of a stream: the last record of a key to arrive is its row, whatever its timestamp, unless the table
 * is versioned. The table is kept in a store if the user named one or a later step needs it.
 */
export class TableSource<K, V> implements TableOperator<K, V, K, V> {
  readonly historyRetentionMs: number | undefined;
  readonly #storeName: string;
  #materialized: boolean;
  #sendOldValues = false;

  /** @param historyRetentionMs when its store is versioned: it files updates by their timestamps */
  constructor(storeName: string, materialized: boolean, historyRetentionMs?: number) {
    this.#storeName = storeName;
    this.#materialized = materialized;
    this.historyRetentionMs = historyRetentionMs;
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
      const rows = tableRows<K, V>(context, this.#storeName);
      const forward = changeForwarder(context, rows.store, this.#sendOldValues);
      return (record) => {
        if (record.key === null) return context.dropRecord('a row of a table needs a key');
        const oldValue = rows.get(record.key)?.value ?? null;
        const put = rows.put(record.key, record.value, record.timestamp);
        return forward(record, record.value, oldValue, record.timestamp, put);
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
