import type { QueryableStoreType, StateStore, StateStoreProvider } from '@kafka-tutorial/kstreams';
import type { ModelStats } from '@kafka-tutorial/serving';
import { ModelStateStore } from './modelStore.ts';
import type { ReadableModelStateStore } from './readableModelStateStore.ts';

/** What the store is queried as: `streams.store` hands out one for all of an instance's tasks. */
export class ModelStateStoreType implements QueryableStoreType<ReadableModelStateStore> {
  accepts(store: StateStore): boolean {
    return store instanceof ModelStateStore;
  }

  create(provider: StateStoreProvider, storeName: string): ReadableModelStateStore {
    return new CompositeModelStateStore(() => provider.stores(storeName, this));
  }
}

/** The stores of several tasks as one; each data type is in one of them. */
class CompositeModelStateStore implements ReadableModelStateStore {
  readonly #stores: () => readonly ReadableModelStateStore[];

  constructor(stores: () => readonly ReadableModelStateStore[]) {
    this.#stores = stores;
  }

  getCurrentServingInfo(dataType: string): ModelStats | undefined {
    for (const store of this.#stores()) {
      const found = store.getCurrentServingInfo(dataType);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  models(): Record<string, ModelStats> {
    return Object.assign({}, ...this.#stores().map((store) => store.models()));
  }
}
