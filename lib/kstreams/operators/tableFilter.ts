import type { TableOperator } from './tableOperator.ts';
import { TableTransform } from './tableTransform.ts';

/** The rows of a table for which `predicate` answers `keep`. A row that stops passing is deleted. */
export function tableFilter<K, V>(
  parent: TableOperator<never, never, K, V>,
  predicate: (key: K, value: V) => boolean,
  keep: boolean,
  storeName: string | undefined,
  historyRetentionMs?: number,
) {
  return new TableTransform(parent, (key: K, value: V) => (predicate(key, value) === keep ? value : null), {
    storeName,
    historyRetentionMs,
    skipNothingToNothing: true,
    // With old values at hand it need not forward deletions of rows that never passed.
    sendOldValues: parent.enableSendingOldValues(false),
  });
}
