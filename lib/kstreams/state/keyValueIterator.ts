import type { KeyValue, KeyValueIterator } from './keyValueStore.ts';

/**
 * A store's iterator over what a generator yields. It pulls the first entry only when asked, and closing it ends the
 * generator.
 */
export class EntryIterator<K, V> implements KeyValueIterator<K, V> {
  readonly #entries: Generator<KeyValue<K, V>, undefined>;

  constructor(entries: Generator<KeyValue<K, V>, undefined>) {
    this.#entries = entries;
  }

  next(): IteratorResult<KeyValue<K, V>, undefined> {
    return this.#entries.next();
  }

  return(): IteratorResult<KeyValue<K, V>, undefined> {
    return this.#entries.return(undefined);
  }

  close(): void {
    this.#entries.return(undefined);
  }

  [Symbol.iterator](): this {
    return this;
  }
}
