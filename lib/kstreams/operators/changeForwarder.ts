import type { InternalProcessorContext } from '../processor/internalProcessorContext.ts';
import type { MaybePromise } from '../processor/maybePromise.ts';
import { Record } from '../processor/record.ts';
import type { CachedStateStore } from '../state/cachedStateStore.ts';
import type { ValueAndTimestamp } from '../state/keyValueStore.ts';
import type { StateStore } from '../state/stateStore.ts';
import type { Change } from './change.ts';
import type { PutRow } from './tableRows.ts';

/** A store that may have a cache inside. */
type MaybeCached<K, V> = StateStore & Partial<CachedStateStore<K, ValueAndTimestamp<V>>>;

/** Tells the children of a table about an update, unless the table did not take it. */
export type ForwardChange<K, V> = (
  record: Record<K, unknown>,
  newValue: V | null,
  oldValue: V | null,
  timestamp: number,
  put?: PutRow,
) => MaybePromise<void>;

/**
 * Updates of a table with a store go downstream at once or, when the store has a cache, as they leave it: then the
 * cache knows the old value, and what the operator says is not passed on.
 * @param store undefined: updates do not come from a store's cache in any case
 */
export function changeForwarder<K, V>(
  context: InternalProcessorContext<K, Change<V>>,
  store: MaybeCached<K, V> | undefined,
  sendOldValues: boolean,
): ForwardChange<K, V> {
  const cached = store?.setFlushListener?.(({ key, newValue, oldValue, timestamp, headers }) => {
    const change = { newValue: newValue?.value ?? null, oldValue: oldValue?.value ?? null };
    return context.forward(new Record(key, change, newValue?.timestamp ?? timestamp, headers));
  }, sendOldValues);
  if (cached) return () => {};
  return (record, newValue, oldValue, timestamp, put = 'latest') => {
    if (put === 'notPut') return;
    const change = {
      newValue,
      oldValue: sendOldValues ? oldValue : null,
      ...(put === 'older' && outOfOrder),
    };
    return context.forward(new Record(record.key, change, timestamp, record.headers));
  };
}

const outOfOrder = { isLatest: false } as const;
