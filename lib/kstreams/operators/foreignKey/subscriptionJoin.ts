import type { ProcessorSupplier } from '../../processor/processor.ts';
import { operator } from '../operator.ts';
import type { TableView } from '../tableView.ts';
import { instructions, type Subscription, type SubscriptionResponse } from './subscription.ts';

/** Answers a subscription with the value that the right table has now. */
export function subscriptionJoin<K, KO, VO>(
  foreignTable: TableView<KO, VO>,
): ProcessorSupplier<KO, Subscription<K>, K, SubscriptionResponse<VO>> {
  return operator<KO, Subscription<K>, K, SubscriptionResponse<VO>>((context) => {
    const read = foreignTable.open(context);
    return (record) => {
      const { hash, instruction, primaryKey, primaryPartition } = record.value as Subscription<K>;
      const row = record.key === null ? null : read(record.key);
      if (instruction === instructions.deleteNoPropagate) return;
      if (instruction === instructions.propagateIfPresent && row === null) return;
      const isGone = instruction === instructions.deleteAndPropagate;
      const foreignValue = isGone ? null : (row?.value ?? null);
      const timestamp = Math.max(record.timestamp, row?.timestamp ?? -1);
      const response = record.withKey(primaryKey).withValue({ hash, foreignValue, primaryPartition });
      return context.forward(response.withTimestamp(timestamp));
    };
  });
}
