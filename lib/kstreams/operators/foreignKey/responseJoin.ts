import type { ProcessorSupplier } from '../../processor/processor.ts';
import type { Serde } from '../../serdes/serde.ts';
import { operator } from '../operator.ts';
import type { TableView } from '../tableView.ts';
import { murmur3Hash128 } from './murmur3.ts';
import type { SubscriptionResponse } from './subscription.ts';

export interface ResponseJoinOptions<K, V, VO, VR> {
  readonly table: TableView<K, V>;
  readonly valueSerde: Serde<V>;
  /** What serdes are told as the topic; not a topic. */
  readonly topic: string;
  readonly isLeftJoin: boolean;
  joiner(left: V | null, right: VO | null): VR | null;
}

/** Makes rows of the result of answers; those to a value that the left table has no longer are let go. */
export function responseJoin<K, V, VO, VR>({
  table,
  valueSerde,
  topic,
  isLeftJoin,
  joiner,
}: ResponseJoinOptions<K, V, VO, VR>): ProcessorSupplier<K, SubscriptionResponse<VO>, K, VR> {
  return operator<K, SubscriptionResponse<VO>, K, VR>((context) => {
    const read = table.open(context);
    return (record) => {
      const { hash, foreignValue } = record.value as SubscriptionResponse<VO>;
      const row = read(record.key as K);
      const bytes = row === null ? null : valueSerde.serialize(`${topic}-vh`, row.value);
      const current = bytes === null ? null : murmur3Hash128(bytes);
      const isCurrent = hash === null || current === null ? hash === current : hash.equals(current);
      if (!isCurrent) return;
      const isGone = foreignValue === null && (!isLeftJoin || row === null);
      return context.forward(record.withValue(isGone ? null : joiner(row?.value ?? null, foreignValue)));
    };
  });
}
