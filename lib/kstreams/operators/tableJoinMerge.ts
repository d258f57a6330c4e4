import type { Change } from './change.ts';
import { changeForwarder } from './changeForwarder.ts';
import { operator } from './operator.ts';
import type { TableOperator } from './tableOperator.ts';
import { tableRows } from './tableRows.ts';
import { rowView, type TableView } from './tableView.ts';

/** Where the two sides of a join of tables come together; keeps the result in a store if it has one. */
export class TableJoinMerge<K, V> implements TableOperator<K, Change<V>, K, V> {
  readonly #sides: readonly [TableOperator<never, never, K, V>, TableOperator<never, never, K, V>];
  readonly #storeName: string | undefined;
  readonly historyRetentionMs: number | undefined;
  #sendOldValues = false;

  constructor(
    sides: readonly [TableOperator<never, never, K, V>, TableOperator<never, never, K, V>],
    storeName: string | undefined,
    historyRetentionMs: number | undefined,
  ) {
    this.#sides = sides;
    this.#storeName = storeName;
    this.historyRetentionMs = historyRetentionMs;
  }

  enableSendingOldValues(): boolean {
    for (const side of this.#sides) side.enableSendingOldValues(true);
    this.#sendOldValues = true;
    return true;
  }

  /** Either side can tell the whole result. */
  view(): TableView<K, V> {
    return this.#storeName === undefined ? this.#sides[0].view() : rowView(this.#storeName);
  }

  get() {
    return (this.#storeName === undefined ? this.#forwarded : this.#stored(this.#storeName)).get();
  }

  readonly #forwarded = operator<K, Change<V>, K, Change<V>>((context) => (record) => {
    if (this.#sendOldValues) return context.forward(record);
    return context.forward(record.withValue({ newValue: record.value?.newValue ?? null, oldValue: null }));
  });

  #stored(storeName: string) {
    return operator<K, Change<V>, K, Change<V>>((context) => {
      const rows = tableRows<K, V>(context, storeName);
      const forward = changeForwarder(context, rows.store, this.#sendOldValues);
      return (record) => {
        const { newValue, oldValue } = record.value ?? { newValue: null, oldValue: null };
        const put = rows.put(record.key as K, newValue, record.timestamp);
        return forward(record, newValue, oldValue, record.timestamp, put);
      };
    });
  }
}
