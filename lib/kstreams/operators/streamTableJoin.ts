import { operator } from './operator.ts';
import type { TableView } from './tableView.ts';

export interface StreamTableJoinOptions<K, V, KT, VT, VOut> {
  readonly table: TableView<KT, VT>;
  /** Whether records without a row come out too. */
  readonly isLeftJoin: boolean;
  /** The key of the row that a record is joined with; null: none. */
  rowKey(key: K | null, value: V | null): KT | null;
  joiner(key: K | null, value: V, row: VT | null): VOut;
}

/** Joins each record of a stream with a row of a table as it is now. */
export function streamTableJoin<K, V, KT, VT, VOut>({
  table,
  isLeftJoin,
  rowKey,
  joiner,
}: StreamTableJoinOptions<K, V, KT, VT, VOut>) {
  return operator<K, V, K, VOut>((context) => {
    const read = table.open(context);
    return (record) => {
      const { key, value } = record;
      const place = rowKey(key, value);
      if (value === null || (place === null && !isLeftJoin)) {
        return context.dropRecord('a join with a table needs a key and a value');
      }
      const row = place === null ? null : (read(place)?.value ?? null);
      if (row !== null || isLeftJoin) return context.forward(record.withValue(joiner(key, value, row)));
    };
  });
}
