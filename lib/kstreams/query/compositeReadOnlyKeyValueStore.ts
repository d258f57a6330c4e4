import type { KeyValueIterator, ReadOnlyKeyValueStore } from '../state/keyValueStore.ts';
import { entriesOfAll } from './compositeEntries.ts';

type Store<K, V> = ReadOnlyKeyValueStore<K, V>;

/**
 * The stores of one name of all tasks of this instance as one, for reading. A key is in one of them. Iterations go
 * through one store after the other, each in the order of its keys.
 */
export class CompositeReadOnlyKeyValueStore<K, V> implements ReadOnlyKeyValueStore<K, V> {
  readonly #stores: () => readonly Store<K, V>[];

  /** @param stores asked for each query */
  constructor(stores: () => readonly Store<K, V>[]) {
    this.#stores = stores;
  }

  get(key: K): V | null {
    for (const store of this.#stores()) {
      const value = store.get(key);
      if (value !== null) return value;
    }
    return null;
  }

  range(from: K | null, to: K | null): KeyValueIterator<K, V> {
    return this.#each((store) => store.range(from, to));
  }

  reverseRange(from: K | null, to: K | null): KeyValueIterator<K, V> {
    return this.#each((store) => store.reverseRange(from, to));
  }

  all(): KeyValueIterator<K, V> {
    return this.#each((store) => store.all());
  }

  reverseAll(): KeyValueIterator<K, V> {
    return this.#each((store) => store.reverseAll());
  }

  prefixScan(prefix: Buffer): KeyValueIterator<K, V> {
    return this.#each((store) => store.prefixScan(prefix));
  }

  approximateNumEntries(): number {
    return this.#stores().reduce((sum, store) => sum + store.approximateNumEntries(), 0);
  }

  #each(iterate: (store: Store<K, V>) => KeyValueIterator<K, V>): KeyValueIterator<K, V> {
    return entriesOfAll(this.#stores(), iterate);
  }
}
