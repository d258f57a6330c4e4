import type { ProcessorSupplier } from '../processor/processor.ts';
import type { Change } from './change.ts';
import type { TableView } from './tableView.ts';

/** The processor that makes a table, and what later steps may ask of it while the topology is put together. */
export interface TableOperator<KIn, VIn, K, V> extends ProcessorSupplier<KIn, VIn, K, Change<V>> {
  /**
   * Asks for old values in every change. They need a store here or upstream.
   * @param forceMaterialization make that store if there is none
   * @returns whether changes will have them
   */
  enableSendingOldValues(forceMaterialization: boolean): boolean;
  /** How far back the table remembers its rows; undefined: it is not versioned. */
  readonly historyRetentionMs: number | undefined;
  /** How others read the table; makes it keep a store when it can be read in no other way. */
  view(): TableView<K, V>;
}
