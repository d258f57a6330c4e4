import { inOrder } from '../../processor/maybePromise.ts';
import type { ProcessorSupplier } from '../../processor/processor.ts';
import type { Serde } from '../../serdes/serde.ts';
import type { StoreBuilder } from '../../state/storeBuilder.ts';
import type { Change } from '../change.ts';
import { operator } from '../operator.ts';
import { foreignKeyPrefix, type SubscriptionResponse } from './subscription.ts';
import type { SubscriptionStore } from './subscriptionReceive.ts';

export interface ForeignTableJoinOptions<KO> {
  readonly store: StoreBuilder;
  readonly foreignKeySerde: Serde<KO>;
  /** What serdes are told as the topic; not a topic. */
  readonly topic: string;
}

/** Tells all rows of the left table that refer to a row of the right table about its update. */
export function foreignTableJoin<K, KO, VO>({
  store,
  foreignKeySerde,
  topic,
}: ForeignTableJoinOptions<KO>): ProcessorSupplier<KO, Change<VO>, K, SubscriptionResponse<VO>> {
  const supplier = operator<KO, Change<VO>, K, SubscriptionResponse<VO>>((context) => {
    const subscriptions = context.getStateStore<SubscriptionStore<K>>(store.name);
    return (record) => {
      if (record.key === null) return context.dropRecord('a join of tables needs a key');
      if (record.value?.isLatest === false) return;
      const foreignValue = record.value?.newValue ?? null;
      const key = foreignKeySerde.serialize(`${topic}-fk`, record.key) ?? Buffer.alloc(0);
      return inOrder(subscriptions.prefixScan(foreignKeyPrefix(key)), ({ value: { value } }) => {
        const { hash, primaryKey, primaryPartition } = value;
        return context.forward(
          record.withKey(primaryKey).withValue({ hash, foreignValue, primaryPartition }),
        );
      });
    };
  });
  return { ...supplier, stores: () => [store] };
}
