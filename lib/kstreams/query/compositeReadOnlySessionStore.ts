import type { KeyValueIterator } from '../state/keyValueStore.ts';
import type { ReadOnlySessionStore } from '../state/sessionStore.ts';
import type { Windowed } from '../state/windowed.ts';
import { entriesOfAll } from './compositeEntries.ts';

type Store<K, V> = ReadOnlySessionStore<K, V>;
type Sessions<K, V> = KeyValueIterator<Windowed<K>, V>;

/** The session stores of one name of all tasks of this instance as one, for reading. */
export class CompositeReadOnlySessionStore<K, V> implements ReadOnlySessionStore<K, V> {
  readonly #stores: () => readonly Store<K, V>[];

  /** @param stores asked for each query */
  constructor(stores: () => readonly Store<K, V>[]) {
    this.#stores = stores;
  }

  fetchSession(key: K, start: number, end: number): V | null {
    for (const store of this.#stores()) {
      const value = store.fetchSession(key, start, end);
      if (value !== null) return value;
    }
    return null;
  }

  fetch(key: K): Sessions<K, V>;
  fetch(keyFrom: K | null, keyTo: K | null): Sessions<K, V>;
  fetch(first: K | null, second: K | null | undefined = first): Sessions<K, V> {
    return this.#each((store) => store.fetch(first, second));
  }

  backwardFetch(key: K): Sessions<K, V>;
  backwardFetch(keyFrom: K | null, keyTo: K | null): Sessions<K, V>;
  backwardFetch(first: K | null, second: K | null | undefined = first): Sessions<K, V> {
    return this.#each((store) => store.backwardFetch(first, second));
  }

  findSessions(earliestEnd: number, latestEnd: number): Sessions<K, V>;
  findSessions(key: K, earliestEnd: number, latestStart: number): Sessions<K, V>;
  findSessions(keyFrom: K | null, keyTo: K | null, earliestEnd: number, latestStart: number): Sessions<K, V>;
  findSessions(
    first: K | number | null,
    second: K | number | null,
    third?: number,
    fourth?: number,
  ): Sessions<K, V> {
    return this.#each((store) => {
      if (third === undefined) return store.findSessions(first as number, second as number);
      if (fourth === undefined) return store.findSessions(first as K, second as number, third);
      return store.findSessions(first as K | null, second as K | null, third, fourth);
    });
  }

  backwardFindSessions(key: K, earliestEnd: number, latestStart: number): Sessions<K, V>;
  backwardFindSessions(
    keyFrom: K | null,
    keyTo: K | null,
    earliestEnd: number,
    latestStart: number,
  ): Sessions<K, V>;
  backwardFindSessions(
    first: K | null,
    second: K | number | null,
    third: number,
    fourth?: number,
  ): Sessions<K, V> {
    return this.#each((store) =>
      fourth === undefined
        ? store.backwardFindSessions(first as K, second as number, third)
        : store.backwardFindSessions(first, second as K | null, third, fourth),
    );
  }

  #each(iterate: (store: Store<K, V>) => Sessions<K, V>): Sessions<K, V> {
    return entriesOfAll(this.#stores(), iterate);
  }
}
