import { isDeepStrictEqual } from 'node:util';
import { after } from '../processor/maybePromise.ts';
import type { KeyValue } from '../state/keyValueStore.ts';
import type { Change } from './change.ts';
import { operator } from './operator.ts';

/**
 * Sends an update of a row to the group it belongs to now and to the one it belonged to before: first what the old
 * group loses, then what the new one gets; in one record when they are the same.
 */
export function tableRegroup<K, V, KR, VR>(mapper: (key: K, value: V) => KeyValue<KR | null, VR | null>) {
  return operator<K, Change<V>, KR, Change<VR>>((context) => {
    const grouped = (key: K, value: V | null | undefined) => {
      if (value === null || value === undefined) return undefined;
      const pair = mapper(key, value);
      return pair.key === null || pair.value === null ? undefined : pair;
    };
    return (record) => {
      const key = record.key as K;
      // Groups are of the rows as they are now.
      if (record.value?.isLatest === false) return;
      const now = grouped(key, record.value?.newValue);
      const before = grouped(key, record.value?.oldValue);
      const send = (group: KR | null, newValue: VR | null, oldValue: VR | null) =>
        context.forward(record.withKey(group).withValue({ newValue, oldValue }));
      if (now && before && isDeepStrictEqual(now.key, before.key))
        return send(now.key, now.value, before.value);
      const subtracted = before && send(before.key, null, before.value);
      return after(subtracted, () => now && send(now.key, now.value, null));
    };
  });
}
