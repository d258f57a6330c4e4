import type { MaybePromise } from '../processor/maybePromise.ts';
import type { ProcessorSupplier } from '../processor/processor.ts';
import { Record } from '../processor/record.ts';
import type { RecordContext } from '../processor/recordContext.ts';
import type { RecordBuffer } from '../state/buffer/recordBuffer.ts';
import type { StoreBuilder } from '../state/storeBuilder.ts';
import { operator } from './operator.ts';
import type { TableView } from './tableView.ts';

export interface StreamTableJoinOptions<K, V, KT, VT, VOut> {
  readonly table: TableView<KT, VT>;
  /** Whether records without a row come out too. */
  readonly isLeftJoin: boolean;
  /** The key of the row that a record is joined with; null: none. */
  rowKey(key: K | null, value: V | null): KT | null;
  joiner(key: K | null, value: V, row: VT | null): VOut;
  /** Where records wait for the table's, when there is a grace period. */
  readonly buffer?: StoreBuilder | undefined;
}

/** Joins each record of a stream with a row of a table: as it is now or, if the table is versioned, as it was then. */
export function streamTableJoin<K, V, KT, VT, VOut>({
  table,
  isLeftJoin,
  rowKey,
  joiner,
  buffer,
}: StreamTableJoinOptions<K, V, KT, VT, VOut>): ProcessorSupplier<K, V, K, VOut> {
  const supplier = operator<K, V, K, VOut>((context) => {
    const read = table.open(context);
    const waiting = buffer && context.getStateStore<RecordBuffer<K, V>>(buffer.name);
    const join = (record: Record<K, V>): MaybePromise<void> => {
      const { key, value, timestamp } = record;
      const place = rowKey(key, value);
      const row = place === null ? null : (read(place, timestamp)?.value ?? null);
      if (row === null && !isLeftJoin) return;
      return context.forward(record.withValue(joiner(key, value as V, row)));
    };
    return (record) => {
      const { key, value } = record;
      if (value === null || (!isLeftJoin && rowKey(key, value) === null)) {
        return context.dropRecord('a join with a table needs a key and a value');
      }
      // A record without a key has no row to wait for.
      if (waiting === undefined || key === null) return join(record);
      if (!waiting.put(record, context.recordContext() as RecordContext)) return join(record);
      return waiting.evict((held) => {
        const { timestamp, headers } = held.context;
        return context.withRecordContext(held.context, () =>
          join(new Record(held.key, held.value, timestamp, headers)),
        );
      });
    };
  });
  return buffer === undefined ? supplier : { ...supplier, stores: () => [buffer] };
}
