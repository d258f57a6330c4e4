import type { ProcessorSupplier } from '../../processor/processor.ts';
import type { Serde } from '../../serdes/serde.ts';
import type { TimestampedKeyValueStore } from '../../state/keyValueStore.ts';
import type { StoreBuilder } from '../../state/storeBuilder.ts';
import { operator } from '../operator.ts';
import { combinedKey, instructions, type Subscription } from './subscription.ts';

export type SubscriptionStore<K> = TimestampedKeyValueStore<Buffer, Subscription<K>>;

export interface SubscriptionStoreOptions<K, KO> {
  readonly store: StoreBuilder;
  readonly keySerde: Serde<K>;
  readonly foreignKeySerde: Serde<KO>;
  /** What serdes are told as the topic; not a topic. */
  readonly topic: string;
}

/** Keeps which rows of the left table refer to which of the right, at the right table. */
export function subscriptionReceive<K, KO>({
  store: builder,
  keySerde,
  foreignKeySerde,
  topic,
}: SubscriptionStoreOptions<K, KO>): ProcessorSupplier<KO, Subscription<K>, KO, Subscription<K>> {
  const supplier = operator<KO, Subscription<K>, KO, Subscription<K>>((context) => {
    const store = context.getStateStore<SubscriptionStore<K>>(builder.name);
    return (record) => {
      const { key, value, timestamp } = record;
      if (value === null) return context.dropRecord('a subscription is empty');
      const { instruction, primaryKey } = value;
      if (key === null) {
        if (instruction === instructions.propagateNull) return context.forward(record);
        return context.dropRecord('a subscription needs a foreign key');
      }
      const foreign = foreignKeySerde.serialize(`${topic}-fk`, key) ?? Buffer.alloc(0);
      const primary = keySerde.serialize(`${topic}-pk`, primaryKey) ?? Buffer.alloc(0);
      const place = combinedKey(foreign, primary);
      const isGone =
        instruction === instructions.deleteAndPropagate || instruction === instructions.deleteNoPropagate;
      if (isGone) store.delete(place);
      else store.put(place, { value, timestamp });
      return context.forward(record);
    };
  });
  return { ...supplier, stores: () => [builder] };
}
