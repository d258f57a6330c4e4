import type { TableOperator } from './tableOperator.ts';
import { TableTransform } from './tableTransform.ts';

/** The rows of a table with another value; a row that is mapped to null is deleted. */
export function tableMapValues<K, V, VR>(
  parent: TableOperator<never, never, K, V>,
  mapper: (value: V, key: K) => VR | null,
  storeName: string | undefined,
  historyRetentionMs?: number,
) {
  return new TableTransform(parent, (key: K, value: V) => mapper(value, key), {
    storeName,
    historyRetentionMs,
    skipNothingToNothing: false,
    sendOldValues: false,
  });
}
