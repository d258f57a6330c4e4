import { EntryIterator } from '../state/keyValueIterator.ts';
import type {
  KeyValue,
  KeyValueIterator,
  ReadOnlyKeyValueStore,
  ValueAndTimestamp,
} from '../state/keyValueStore.ts';

/** Shows a store that keeps values with timestamps as one of values alone. */
export class PlainValueStore<K, V> implements ReadOnlyKeyValueStore<K, V> {
  readonly #store: ReadOnlyKeyValueStore<K, ValueAndTimestamp<V>>;

  constructor(store: ReadOnlyKeyValueStore<K, ValueAndTimestamp<V>>) {
    this.#store = store;
  }

  get(key: K): V | null {
    return this.#store.get(key)?.value ?? null;
  }

  range(from: K | null, to: K | null): KeyValueIterator<K, V> {
    return new EntryIterator(plain(this.#store.range(from, to)));
  }

  reverseRange(from: K | null, to: K | null): KeyValueIterator<K, V> {
    return new EntryIterator(plain(this.#store.reverseRange(from, to)));
  }

  all(): KeyValueIterator<K, V> {
    return new EntryIterator(plain(this.#store.all()));
  }

  reverseAll(): KeyValueIterator<K, V> {
    return new EntryIterator(plain(this.#store.reverseAll()));
  }

  prefixScan(prefix: Buffer): KeyValueIterator<K, V> {
    return new EntryIterator(plain(this.#store.prefixScan(prefix)));
  }

  approximateNumEntries(): number {
    return this.#store.approximateNumEntries();
  }
}

function* plain<K, V>(
  entries: Iterable<KeyValue<K, ValueAndTimestamp<V>>>,
): Generator<KeyValue<K, V>, undefined> {
  for (const { key, value } of entries) yield { key, value: value.value };
}
