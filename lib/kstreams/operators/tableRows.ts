import type { ProcessingContext } from '../processor/processorContext.ts';
import type { TimestampedKeyValueStore, ValueAndTimestamp } from '../state/keyValueStore.ts';
import type { StateStore } from '../state/stateStore.ts';
import { MeteredVersionedKeyValueStore } from '../state/versioned/meteredVersionedKeyValueStore.ts';
import {
  PUT_RETURN_CODE_NOT_PUT,
  PUT_RETURN_CODE_VALID_TO_UNDEFINED,
} from '../state/versioned/versionedKeyValueStore.ts';

/** What became of a row that was put: `notPut` was too old even for the history of a versioned store. */
export type PutRow = 'latest' | 'older' | 'notPut';

/** The rows of a table with a store, be it versioned or not. */
export interface TableRows<K, V> {
  readonly store: StateStore;
  /** The row as it is now or, in a versioned store, as it was at a time. */
  get(key: K, asOfTimestamp?: number): ValueAndTimestamp<V> | null;
  /** Null deletes the row. */
  put(key: K, value: V | null, timestamp: number): PutRow;
}

export function tableRows<K, V>(context: ProcessingContext, storeName: string): TableRows<K, V> {
  const store = context.getStateStore<TimestampedKeyValueStore<K, V> | MeteredVersionedKeyValueStore<K, V>>(
    storeName,
  );
  if (store instanceof MeteredVersionedKeyValueStore) {
    return {
      store,
      get: (key, asOfTimestamp) => store.get(key, asOfTimestamp),
      put(key, value, timestamp) {
        const validTo = store.put(key, value, timestamp);
        if (validTo === PUT_RETURN_CODE_VALID_TO_UNDEFINED) return 'latest';
        return validTo === PUT_RETURN_CODE_NOT_PUT ? 'notPut' : 'older';
      },
    };
  }
  return {
    store,
    get: (key) => store.get(key),
    put(key, value, timestamp) {
      store.put(key, value === null ? null : { value, timestamp });
      return 'latest';
    },
  };
}
