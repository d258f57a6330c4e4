import type { Change } from './change.ts';
import { changeForwarder } from './changeForwarder.ts';
import { operator } from './operator.ts';
import type { TableOperator } from './tableOperator.ts';
import { tableRows } from './tableRows.ts';
import { rowView } from './tableView.ts';

/** How a group's value follows the rows that come and go. Null as an aggregate is no value yet, or no longer. */
export interface TableFold<K, V, VA> {
  add(key: K, value: V, aggregate: VA | null): VA | null;
  subtract(key: K, value: V, aggregate: VA): VA | null;
}

/** Keeps one value for each group of a table's rows: the old row is subtracted before the new one is added. */
export class TableAggregate<K, V, VA> implements TableOperator<K, Change<V>, K, VA> {
  readonly historyRetentionMs: number | undefined;
  readonly #storeName: string;
  readonly #fold: TableFold<K, V, VA>;
  #sendOldValues = false;

  constructor(storeName: string, fold: TableFold<K, V, VA>, historyRetentionMs?: number) {
    this.#storeName = storeName;
    this.#fold = fold;
    this.historyRetentionMs = historyRetentionMs;
  }

  enableSendingOldValues(): boolean {
    this.#sendOldValues = true;
    return true;
  }

  view() {
    return rowView<K, VA>(this.#storeName);
  }

  get() {
    return this.#supplier.get();
  }

  readonly #supplier = operator<K, Change<V>, K, Change<VA>>((context) => {
    const rows = tableRows<K, VA>(context, this.#storeName);
    const forward = changeForwarder(context, rows.store, this.#sendOldValues);
    return (record) => {
      const key = record.key as K;
      const old = rows.get(key);
      const aggregate = this.#next(key, record.value, old?.value ?? null);
      const timestamp = old === null ? record.timestamp : Math.max(record.timestamp, old.timestamp);
      const put = rows.put(key, aggregate, timestamp);
      return forward(record, aggregate, old?.value ?? null, timestamp, put);
    };
  });

  #next(key: K, change: Change<V> | null, aggregate: VA | null): VA | null {
    const { oldValue, newValue } = change ?? { oldValue: null, newValue: null };
    let next = aggregate;
    if (oldValue !== null && next !== null) next = this.#fold.subtract(key, oldValue, next);
    return newValue === null ? next : this.#fold.add(key, newValue, next);
  }
}
