import type { StateStore } from '../state/stateStore.ts';

/** Where a query finds the stores of this instance: one for each task that has the store, or a single global one. */
export interface StateStoreProvider {
  /**
   * @throws KStreamsError STORE_NOT_AVAILABLE when the store's tasks are not at work here now
   * @throws KStreamsError STORE_TYPE_MISMATCH when the store is not of this type
   */
  stores<T>(storeName: string, type: QueryableStoreType<T>): readonly T[];
}

/** What a store is queried as; make one of your own for a store of your own. */
export interface QueryableStoreType<T> {
  /** Whether a store is of this type. */
  accepts(store: StateStore): boolean;
  /** The face that is handed out: asks the provider again for each query, as tasks come and go. */
  create(provider: StateStoreProvider, storeName: string): T;
}
