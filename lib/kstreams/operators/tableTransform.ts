import type { Change } from './change.ts';
import { changeForwarder } from './changeForwarder.ts';
import { operator } from './operator.ts';
import type { TableOperator } from './tableOperator.ts';
import { tableRows } from './tableRows.ts';
import { rowView, type TableView } from './tableView.ts';

export interface TableTransformOptions {
  /** The result's store, if it has one. */
  readonly storeName: string | undefined;
  /** When that store is versioned. */
  readonly historyRetentionMs: number | undefined;
  /** Leaves out updates from nothing to nothing, as far as old values are known. */
  readonly skipNothingToNothing: boolean;
  /** Asks for old values at once if the table before has them anyway. */
  readonly sendOldValues: boolean;
}

/** A table whose rows are made from those of another with the same keys: what filter and mapValues share. */
export class TableTransform<K, V, VR> implements TableOperator<K, Change<V>, K, VR> {
  readonly #parent: TableOperator<never, never, K, V>;
  readonly #transform: (key: K, value: V) => VR | null;
  readonly #options: TableTransformOptions;
  #sendOldValues: boolean;

  /** @param transform null where the result has no row */
  constructor(
    parent: TableOperator<never, never, K, V>,
    transform: (key: K, value: V) => VR | null,
    options: TableTransformOptions,
  ) {
    this.#parent = parent;
    this.#transform = transform;
    this.#options = options;
    this.#sendOldValues = options.sendOldValues;
  }

  get historyRetentionMs(): number | undefined {
    const { storeName, historyRetentionMs } = this.#options;
    return storeName === undefined ? this.#parent.historyRetentionMs : historyRetentionMs;
  }

  enableSendingOldValues(forceMaterialization: boolean): boolean {
    if (this.#options.storeName !== undefined) this.#sendOldValues = true;
    else if (this.#parent.enableSendingOldValues(forceMaterialization)) this.#sendOldValues = true;
    return this.#sendOldValues;
  }

  /** Without a store rows are made as they are read. */
  view(): TableView<K, VR> {
    const { storeName } = this.#options;
    if (storeName !== undefined) return rowView(storeName);
    const parent = this.#parent.view();
    return {
      storeNames: parent.storeNames,
      open: (context) => {
        const read = parent.open(context);
        return (key, asOfTimestamp) => {
          const row = read(key, asOfTimestamp);
          const value = this.#row(key, row?.value ?? null);
          return row === null || value === null ? null : { value, timestamp: row.timestamp };
        };
      },
    };
  }

  get() {
    const { storeName } = this.#options;
    return (storeName === undefined ? this.#forwarded() : this.#stored(storeName)).get();
  }

  #stored(storeName: string) {
    return operator<K, Change<V>, K, Change<VR>>((context) => {
      const rows = tableRows<K, VR>(context, storeName);
      const forward = changeForwarder(context, rows.store, this.#sendOldValues);
      return (record) => {
        const key = record.key as K;
        const newValue = this.#row(key, record.value?.newValue ?? null);
        const oldValue = this.#sendOldValues ? (rows.get(key)?.value ?? null) : null;
        if (this.#skips(newValue, oldValue)) return;
        const put = rows.put(key, newValue, record.timestamp);
        return forward(record, newValue, oldValue, record.timestamp, put);
      };
    });
  }

  #forwarded() {
    return operator<K, Change<V>, K, Change<VR>>((context) => (record) => {
      const key = record.key as K;
      const newValue = this.#row(key, record.value?.newValue ?? null);
      const oldValue = this.#sendOldValues ? this.#row(key, record.value?.oldValue ?? null) : null;
      if (this.#skips(newValue, oldValue)) return;
      const isLatest = record.value?.isLatest;
      return context.forward(record.withValue({ newValue, oldValue, isLatest }));
    });
  }

  #row(key: K, value: V | null): VR | null {
    return value === null ? null : this.#transform(key, value);
  }

  /** In a versioned table nothing, too, has its place in history. */
  #skips(newValue: VR | null, oldValue: VR | null): boolean {
    if (!this.#options.skipNothingToNothing || this.#parent.historyRetentionMs !== undefined) return false;
    return this.#sendOldValues && newValue === null && oldValue === null;
  }
}
