import type { TimestampedKeyValueStore } from '../state/keyValueStore.ts';
import type { Change } from './change.ts';
import { changeForwarder } from './changeForwarder.ts';
import { operator } from './operator.ts';
import { putRow } from './putRow.ts';
import type { TableOperator } from './tableOperator.ts';
import { rowView, type TableView } from './tableView.ts';

export interface TableTransformOptions {
  /** The result's store, if it has one. */
  readonly storeName: string | undefined;
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
        return (key) => {
          const row = read(key);
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
      const store = context.getStateStore<TimestampedKeyValueStore<K, VR>>(storeName);
      const forward = changeForwarder(context, store, this.#sendOldValues);
      return (record) => {
        const key = record.key as K;
        const newValue = this.#row(key, record.value?.newValue ?? null);
        const oldValue = this.#sendOldValues ? (store.get(key)?.value ?? null) : null;
        if (this.#skips(newValue, oldValue)) return;
        putRow(store, key, newValue, record.timestamp);
        return forward(record, newValue, oldValue, record.timestamp);
      };
    });
  }

  #forwarded() {
    return operator<K, Change<V>, K, Change<VR>>((context) => (record) => {
      const key = record.key as K;
      const newValue = this.#row(key, record.value?.newValue ?? null);
      const oldValue = this.#sendOldValues ? this.#row(key, record.value?.oldValue ?? null) : null;
      if (this.#skips(newValue, oldValue)) return;
      return context.forward(record.withValue({ newValue, oldValue }));
    });
  }

  #row(key: K, value: V | null): VR | null {
    return value === null ? null : this.#transform(key, value);
  }

  #skips(newValue: VR | null, oldValue: VR | null): boolean {
    return (
      this.#options.skipNothingToNothing && this.#sendOldValues && newValue === null && oldValue === null
    );
  }
}
