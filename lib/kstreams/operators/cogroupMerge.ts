import { KStreamsError } from '../errors.ts';
import type { Change } from './change.ts';
import { passThrough } from './passThrough.ts';
import type { TableOperator } from './tableOperator.ts';
import type { TableView } from './tableView.ts';

/** Where the aggregations of a cogroup, which share one store, come together as one table. */
export class CogroupMerge<K, V> implements TableOperator<K, Change<V>, K, V> {
  readonly #parents: readonly TableOperator<never, never, K, V>[];

  constructor(parents: readonly TableOperator<never, never, K, V>[]) {
    this.#parents = parents;
  }

  get historyRetentionMs(): number | undefined {
    return this.#parents[0]?.historyRetentionMs;
  }

  enableSendingOldValues(forceMaterialization: boolean): boolean {
    for (const parent of this.#parents) parent.enableSendingOldValues(forceMaterialization);
    return true;
  }

  /** All of them keep their results in the same store. */
  view(): TableView<K, V> {
    const [first] = this.#parents;
    if (first !== undefined) return first.view();
    throw new KStreamsError('TOPOLOGY_INVALID', 'A cogroup needs at least one group.');
  }

  get() {
    return passThrough<K, Change<V>>().get();
  }
}
