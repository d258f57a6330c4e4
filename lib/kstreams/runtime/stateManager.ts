import { KStreamsError } from '../errors.ts';
import type { MaybePromise } from '../processor/maybePromise.ts';
import { inOrder } from '../processor/maybePromise.ts';
import type { RestoreCallback, StateStore, StateStoreContext } from '../state/stateStore.ts';
import type { StoreBuilder } from '../state/storeBuilder.ts';

interface Registered {
  readonly store: StateStore;
  readonly restore: RestoreCallback;
}

/** The stores of a task: made, opened, restored, flushed and closed here, in the order of the topology. */
export class StateManager {
  readonly #stores = new Map<string, Registered>();

  /** Makes and opens a store. */
  open(builder: StoreBuilder, context: StateStoreContext): void {
    const store = builder.build();
    store.init(context, store);
    if (this.#stores.get(store.name)?.store === store) return;
    throw new KStreamsError('STORE_INVALID', `The store ${store.name} did not register itself when opened.`, {
      hint: 'Call context.register(root, restoreCallback) in its init.',
    });
  }

  register(store: StateStore, restore: RestoreCallback): void {
    if (this.#stores.has(store.name)) {
      throw new KStreamsError('STORE_INVALID', `The store ${store.name} is registered twice.`);
    }
    this.#stores.set(store.name, { store, restore });
  }

  get(name: string): StateStore | undefined {
    return this.#stores.get(name)?.store;
  }

  names(): string[] {
    return [...this.#stores.keys()];
  }

  /** Puts a record of the store's changelog back. */
  restore(name: string, key: Buffer, value: Buffer | null, timestamp: number): void {
    const registered = this.#stores.get(name);
    if (registered === undefined) {
      throw new KStreamsError('TOPOLOGY_UNKNOWN_NAME', `There is no store ${name} to restore.`);
    }
    const { store, restore } = registered;
    const stored = value === null ? null : (store.fromChangelog?.(value, timestamp) ?? value);
    restore(key, stored, timestamp);
  }

  /** One after the other, as flushing a cache may write to stores further down. */
  flush(): MaybePromise<void> {
    return inOrder(this.#stores.values(), ({ store }) => store.flush());
  }

  /** Closes every store, even when one fails; then throws the first failure. */
  close(): void {
    const failures: unknown[] = [];
    for (const { store } of this.#stores.values()) {
      try {
        store.close();
      } catch (error) {
        failures.push(error);
      }
    }
    this.#stores.clear();
    if (failures.length > 0) throw failures[0];
  }
}
