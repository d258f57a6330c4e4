import { after } from '../../processor/maybePromise.ts';
import type { ProcessorSupplier } from '../../processor/processor.ts';
import type { Serde } from '../../serdes/serde.ts';
import type { Change } from '../change.ts';
import { operator } from '../operator.ts';
import { murmur3Hash128 } from './murmur3.ts';
import { type Instruction, instructions, type Subscription } from './subscription.ts';

export interface SubscriptionSendOptions<K, V, KO> {
  readonly isLeftJoin: boolean;
  foreignKeyOf(key: K, value: V): KO | null;
  readonly foreignKeySerde: Serde<KO>;
  readonly valueSerde: Serde<V>;
  /** What serdes are told as the topic; not a topic. */
  readonly topic: string;
}

/** Tells the right table which of its rows a row of the left table refers to, when that may have changed. */
export function subscriptionSend<K, V, KO>(
  options: SubscriptionSendOptions<K, V, KO>,
): ProcessorSupplier<K, Change<V>, KO, Subscription<K>> {
  const { isLeftJoin, foreignKeyOf, foreignKeySerde, valueSerde, topic } = options;
  const bytesOf = (key: KO | null) => (key === null ? null : foreignKeySerde.serialize(`${topic}-fk`, key));
  const isSame = (a: KO | null, b: KO | null) => {
    const [x, y] = [bytesOf(a), bytesOf(b)];
    return x === null || y === null ? x === y : x.equals(y);
  };
  return operator<K, Change<V>, KO, Subscription<K>>((context) => (record) => {
    const key = record.key as K;
    const { newValue, oldValue } = record.value ?? { newValue: null, oldValue: null };
    if ((newValue === null && oldValue === null) || record.value?.isLatest === false) return;
    const before = oldValue === null ? null : foreignKeyOf(key, oldValue);
    const now = newValue === null ? null : foreignKeyOf(key, newValue);
    const bytes = newValue === null ? null : valueSerde.serialize(`${topic}-vh`, newValue);
    const hash = bytes === null ? null : murmur3Hash128(bytes);
    const send = (foreignKey: KO | null, instruction: Instruction) => {
      const primaryPartition = context.recordMetadata()?.partition ?? 0;
      const subscription = { hash, instruction, primaryKey: key, primaryPartition };
      return context.forward(record.withKey(foreignKey).withValue(subscription));
    };
    const moved = before !== null && !isSame(now, before);
    if (isLeftJoin) {
      const left = moved ? send(before, instructions.deleteNoPropagate) : undefined;
      return after(left, () => send(now, instructions.propagateNull));
    }
    if (now === null) {
      if (before !== null) return send(before, instructions.deleteAndPropagate);
      return context.dropRecord('a row without a foreign key joins with nothing');
    }
    if (!moved) return send(now, instructions.propagateIfPresent);
    return after(send(before, instructions.deleteNoPropagate), () => send(now, instructions.propagateNull));
  });
}
