import { EntryIterator } from './keyValueIterator.ts';
import type { KeyValue, KeyValueBytesStore, KeyValueIterator } from './keyValueStore.ts';
import type { BytesRange } from './sortedBytesMap.ts';
import { prefixRange, SortedBytesMap } from './sortedBytesMap.ts';
import type { StateStore, StateStoreContext } from './stateStore.ts';
import { storeClosed } from './storeClosed.ts';

/** Bytes in memory: what survives the process is only what its changelog brings back. */
export class InMemoryKeyValueStore implements KeyValueBytesStore {
  readonly name: string;
  readonly persistent = false;
  readonly #entries = new SortedBytesMap<KeyValue<Buffer, Buffer>>();
  #open = false;

  constructor(name: string) {
    this.name = name;
  }

  get isOpen(): boolean {
    return this.#open;
  }

  init(context: StateStoreContext, root: StateStore): void {
    this.#open = true;
    // Restored bytes are parts of large fetched buffers: a copy lets those go.
    context.register(root, (key, value) => this.put(Buffer.from(key), value && Buffer.from(value)));
  }

  get(key: Buffer): Buffer | null {
    return this.#opened().get(key)?.value ?? null;
  }

  put(key: Buffer, value: Buffer | null): void {
    if (value === null) this.#opened().delete(key);
    else this.#opened().set(key, { key, value });
  }

  putIfAbsent(key: Buffer, value: Buffer | null): Buffer | null {
    const present = this.get(key);
    if (present === null) this.put(key, value);
    return present;
  }

  putAll(entries: Iterable<KeyValue<Buffer, Buffer | null>>): void {
    for (const { key, value } of entries) this.put(key, value);
  }

  delete(key: Buffer): Buffer | null {
    return this.#opened().delete(key)?.value ?? null;
  }

  range(from: Buffer | null, to: Buffer | null): KeyValueIterator<Buffer, Buffer> {
    return this.#iterate({ from, to });
  }

  reverseRange(from: Buffer | null, to: Buffer | null): KeyValueIterator<Buffer, Buffer> {
    return this.#iterate({ from, to, reverse: true });
  }

  all(): KeyValueIterator<Buffer, Buffer> {
    return this.#iterate({});
  }

  reverseAll(): KeyValueIterator<Buffer, Buffer> {
    return this.#iterate({ reverse: true });
  }

  prefixScan(prefix: Buffer): KeyValueIterator<Buffer, Buffer> {
    return this.#iterate(prefixRange(prefix));
  }

  approximateNumEntries(): number {
    return this.#opened().size;
  }

  flush(): void {}

  close(): void {
    this.#open = false;
    this.#entries.clear();
  }

  #iterate(range: BytesRange): KeyValueIterator<Buffer, Buffer> {
    return new EntryIterator(this.#opened().range(range));
  }

  #opened(): SortedBytesMap<KeyValue<Buffer, Buffer>> {
    if (this.#open) return this.#entries;
    throw storeClosed(this.name);
  }
}
