import type { Change } from './change.ts';
import { changeForwarder } from './changeForwarder.ts';
import { operator } from './operator.ts';
import type { TableOperator } from './tableOperator.ts';
import { tableRows } from './tableRows.ts';
import { rowView } from './tableView.ts';

/** How the records of a key become one value. */
export interface StreamFold<K, V, VA> {
  /** What a key has before its first record; null lets `add` begin with the record. */
  initial(): VA | null;
  /** Null deletes the key. */
  add(key: K, value: V, aggregate: VA | null): VA | null;
}

/** Folds the records of each key into one value, kept in a store. Records without a key or value are dropped. */
export class StreamAggregate<K, V, VA> implements TableOperator<K, V, K, VA> {
  readonly historyRetentionMs: number | undefined;
  readonly #storeName: string;
  readonly #fold: StreamFold<K, V, VA>;
  #sendOldValues = false;

  constructor(storeName: string, fold: StreamFold<K, V, VA>, historyRetentionMs?: number) {
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

  readonly #supplier = operator<K, V, K, Change<VA>>((context) => {
    const rows = tableRows<K, VA>(context, this.#storeName);
    const forward = changeForwarder(context, rows.store, this.#sendOldValues);
    return (record) => {
      const { key, value } = record;
      if (key === null || value === null) return context.dropRecord('an aggregation needs a key and a value');
      const old = rows.get(key);
      // The initial value also counts as the old one, so that a later subtraction finds what was there.
      const before = old === null ? this.#fold.initial() : old.value;
      const aggregate = this.#fold.add(key, value, before);
      const timestamp = old === null ? record.timestamp : Math.max(record.timestamp, old.timestamp);
      const put = rows.put(key, aggregate, timestamp);
      return forward(record, aggregate, before, timestamp, put);
    };
  });
}
