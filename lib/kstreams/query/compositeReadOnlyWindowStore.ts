import type { KeyValue, KeyValueIterator } from '../state/keyValueStore.ts';
import type { Windowed } from '../state/windowed.ts';
import type { ReadOnlyWindowStore, WindowStoreIterator } from '../state/windowStore.ts';
import { entriesOfAll } from './compositeEntries.ts';

/** A store, and what is shown of the values that it keeps. */
export interface ShownWindowStore<K, V> {
  readonly store: ReadOnlyWindowStore<K, unknown>;
  valueShown(stored: unknown): V;
}

/** The window stores of one name of all tasks of this instance as one, for reading. */
export class CompositeReadOnlyWindowStore<K, V> implements ReadOnlyWindowStore<K, V> {
  readonly #stores: () => readonly ShownWindowStore<K, V>[];

  /** @param stores asked for each query */
  constructor(stores: () => readonly ShownWindowStore<K, V>[]) {
    this.#stores = stores;
  }

  fetch(key: K, time: number): V | null;
  fetch(key: K, timeFrom: number, timeTo: number): WindowStoreIterator<V>;
  fetch(
    keyFrom: K | null,
    keyTo: K | null,
    timeFrom: number,
    timeTo: number,
  ): KeyValueIterator<Windowed<K>, V>;
  fetch(first: K | null, second: K | number | null, third?: number, fourth?: number): unknown {
    if (third === undefined) return this.#get(first as K, second as number);
    if (fourth === undefined) return this.#each((store) => store.fetch(first as K, second as number, third));
    return this.#each((store) => store.fetch(first, second as K | null, third, fourth));
  }

  backwardFetch(key: K, timeFrom: number, timeTo: number): WindowStoreIterator<V>;
  backwardFetch(
    keyFrom: K | null,
    keyTo: K | null,
    timeFrom: number,
    timeTo: number,
  ): KeyValueIterator<Windowed<K>, V>;
  backwardFetch(first: K | null, second: K | number | null, third: number, fourth?: number): unknown {
    if (fourth === undefined) {
      return this.#each((store) => store.backwardFetch(first as K, second as number, third));
    }
    return this.#each((store) => store.backwardFetch(first, second as K | null, third, fourth));
  }

  fetchAll(timeFrom: number, timeTo: number): KeyValueIterator<Windowed<K>, V> {
    return this.#each((store) => store.fetchAll(timeFrom, timeTo));
  }

  backwardFetchAll(timeFrom: number, timeTo: number): KeyValueIterator<Windowed<K>, V> {
    return this.#each((store) => store.backwardFetchAll(timeFrom, timeTo));
  }

  all(): KeyValueIterator<Windowed<K>, V> {
    return this.#each((store) => store.all());
  }

  backwardAll(): KeyValueIterator<Windowed<K>, V> {
    return this.#each((store) => store.backwardAll());
  }

  #get(key: K, time: number): V | null {
    for (const { store, valueShown } of this.#stores()) {
      const stored = store.fetch(key, time);
      if (stored !== null) return valueShown(stored);
    }
    return null;
  }

  #each<T>(
    iterate: (store: ReadOnlyWindowStore<K, unknown>) => KeyValueIterator<T, unknown>,
  ): KeyValueIterator<T, V> {
    return entriesOfAll(this.#stores(), ({ store, valueShown }) => shown(iterate(store), valueShown));
  }
}

function* shown<K, V>(
  entries: KeyValueIterator<K, unknown>,
  valueShown: (stored: unknown) => V,
): Generator<KeyValue<K, V>, undefined> {
  for (const { key, value } of entries) yield { key, value: valueShown(value) };
}
