import type { ValueAndTimestamp } from '../state/keyValueStore.ts';
import type { Change } from './change.ts';
import { operator } from './operator.ts';
import type { TableOperator } from './tableOperator.ts';
import type { TableView } from './tableView.ts';

export interface TableTableJoinOptions<K, V, VO, VR> {
  /** The table whose updates come here. */
  readonly own: TableOperator<never, never, K, V>;
  readonly other: TableOperator<never, never, K, VO>;
  /** Whether there is a row where only this table has one, or only the other. */
  readonly keepsOwn: boolean;
  readonly keepsOther: boolean;
  joiner(own: V | null, other: VO | null): VR | null;
}

/** One side of the join of two tables by their keys: what its updates change in the result. */
export class TableTableJoin<K, V, VO, VR> implements TableOperator<K, Change<V>, K, VR> {
  readonly historyRetentionMs = undefined;
  readonly #options: TableTableJoinOptions<K, V, VO, VR>;
  readonly #ownView: TableView<K, V>;
  readonly #otherView: TableView<K, VO>;
  #sendOldValues = false;

  constructor(options: TableTableJoinOptions<K, V, VO, VR>) {
    this.#options = options;
    this.#ownView = options.own.view();
    this.#otherView = options.other.view();
  }

  enableSendingOldValues(): boolean {
    this.#options.own.enableSendingOldValues(true);
    this.#options.other.enableSendingOldValues(true);
    this.#sendOldValues = true;
    return true;
  }

  view(): TableView<K, VR> {
    return {
      storeNames: [...new Set([...this.#ownView.storeNames, ...this.#otherView.storeNames])],
      open: (context) => {
        const [readOwn, readOther] = [this.#ownView.open(context), this.#otherView.open(context)];
        return (key) => {
          const [own, other] = [readOwn(key), readOther(key)];
          const value = this.#joined(own?.value ?? null, other?.value ?? null);
          return value === null ? null : { value, timestamp: latest(own, other) };
        };
      },
    };
  }

  get() {
    return this.#supplier.get();
  }

  readonly #supplier = operator<K, Change<V>, K, Change<VR>>((context) => {
    const { keepsOwn } = this.#options;
    const read = this.#otherView.open(context);
    return (record) => {
      if (record.key === null) return context.dropRecord('a join of tables needs a key');
      const { newValue, oldValue, isLatest = true } = record.value ?? { newValue: null, oldValue: null };
      // The result is of the rows as they are now.
      if (!isLatest) return;
      const other = read(record.key);
      if (other === null && (!keepsOwn || (newValue === null && oldValue === null))) return;
      const change = {
        newValue: this.#joined(newValue, other?.value ?? null),
        oldValue: this.#sendOldValues ? this.#joined(oldValue, other?.value ?? null) : null,
      };
      return context.forward(record.withValue(change).withTimestamp(latest(record, other)));
    };
  });

  #joined(own: V | null, other: VO | null): VR | null {
    const { keepsOwn, keepsOther, joiner } = this.#options;
    const isRow = own === null ? keepsOther && other !== null : keepsOwn || other !== null;
    return isRow ? joiner(own, other) : null;
  }
}

type Timed = Pick<ValueAndTimestamp<unknown>, 'timestamp'>;

function latest(a: Timed | null, b: Timed | null): number {
  return Math.max(a?.timestamp ?? -1, b?.timestamp ?? -1);
}
