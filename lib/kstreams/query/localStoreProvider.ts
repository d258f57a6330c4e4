import { KStreamsError } from '../errors.ts';
import type { StateStore } from '../state/stateStore.ts';
import type { QueryableStoreType, StateStoreProvider } from './queryableStoreType.ts';

/** A task of this instance, as far as queries care. */
export interface QueriedTask {
  readonly partition: number;
  store(name: string): StateStore | undefined;
}

/** What this instance has at the moment of a query. */
export interface LocalStores {
  /** Why nothing can be queried now; undefined: it can. */
  unavailable(): string | undefined;
  tasks(): readonly QueriedTask[];
  /** A global store, which belongs to no task. */
  global(name: string): StateStore | undefined;
}

/** Finds the stores that a query is about: those of the tasks that are at work here. */
export class LocalStoreProvider implements StateStoreProvider {
  readonly #local: LocalStores;
  readonly #partition: number | undefined;

  constructor(local: LocalStores, partition: number | undefined) {
    this.#local = local;
    this.#partition = partition;
  }

  stores<T>(storeName: string, type: QueryableStoreType<T>): readonly T[] {
    const why = this.#local.unavailable();
    if (why !== undefined) throw unavailable(storeName, why);
    const global = this.#local.global(storeName);
    const stores = global === undefined ? this.#ofTasks(storeName) : [global];
    if (stores.length === 0) {
      const where =
        this.#partition === undefined ? 'no task of it' : `no task of its partition ${this.#partition}`;
      throw unavailable(storeName, `${where} is at work on this instance`);
    }
    return stores.map((store) => {
      if (type.accepts(store)) return store as T;
      throw new KStreamsError('STORE_TYPE_MISMATCH', `The store ${storeName} is not of the queried type.`, {
        hint: 'Query it as the type of QueryableStoreTypes, or of your own, that it was built as.',
      });
    });
  }

  #ofTasks(storeName: string): StateStore[] {
    return this.#local.tasks().flatMap((task) => {
      if (this.#partition !== undefined && task.partition !== this.#partition) return [];
      return task.store(storeName) ?? [];
    });
  }
}

function unavailable(storeName: string, why: string): KStreamsError {
  return new KStreamsError('STORE_NOT_AVAILABLE', `The store ${storeName} cannot be queried: ${why}.`, {
    hint: 'Try again when the group has settled; queryMetadataForKey tells which instance has a key.',
  });
}
