import { EntryIterator } from '../keyValueIterator.ts';
import type { KeyValue, KeyValueBytesStore, KeyValueIterator } from '../keyValueStore.ts';
import type { BytesRange } from '../sortedBytesMap.ts';
import { prefixRange, SortedBytesMap } from '../sortedBytesMap.ts';
import type { StateStore, StateStoreContext } from '../stateStore.ts';
import { storeClosed } from '../storeClosed.ts';
import { checkKey, LmdbTable } from './lmdbTable.ts';
import { mergeKeys } from './mergeKeys.ts';
import { storePath } from './storePath.ts';

/** Beyond this, held-back writes go to the disk before the next flush. */
const pendingLimitBytes = 32 * 1024 * 1024;
/** Roughly what one of them takes in memory besides its own bytes. */
const pendingOverheadBytes = 200;

/**
 * Bytes on the disk, in the task's directory. Writes are held in memory and written together: when the task commits,
 * or when they are many. What was flushed survives the end of the process, and of the machine.
 */
export class PersistentKeyValueStore implements KeyValueBytesStore {
  readonly name: string;
  readonly persistent = true;
  /** Not written yet; a null value removes the key. */
  readonly #pending = new SortedBytesMap<KeyValue<Buffer, Buffer | null>>();
  readonly #limitBytes: number;
  #pendingBytes = 0;
  /** How many changes there were, for iterations to know that what they read is still so. */
  #changes = 0;
  #table: LmdbTable | undefined;

  /** @param limitBytes of writes held in memory */
  constructor(name: string, limitBytes = pendingLimitBytes) {
    this.name = name;
    this.#limitBytes = limitBytes;
  }

  get isOpen(): boolean {
    return this.#table !== undefined;
  }

  init(context: Pick<StateStoreContext, 'stateDir' | 'register'>, root: StateStore): void {
    this.#table = new LmdbTable(storePath(context.stateDir(), this.name));
    context.register(root, (key, value) => this.put(key, value));
  }

  get(key: Buffer): Buffer | null {
    const table = this.#opened();
    const pending = this.#pending.get(key);
    return pending === undefined ? table.get(key) : pending.value;
  }

  put(key: Buffer, value: Buffer | null): void {
    this.#opened();
    checkKey(key);
    this.#pending.set(key, { key, value });
    this.#pendingBytes += key.length + (value?.length ?? 0) + pendingOverheadBytes;
    this.#changes++;
    if (this.#pendingBytes > this.#limitBytes) this.flush();
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
    const present = this.get(key);
    if (present !== null) this.put(key, null);
    return present;
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

  /** Counts a key twice that is on the disk and about to be written again. */
  approximateNumEntries(): number {
    return this.#opened().size + this.#pending.size;
  }

  /** All that was put is on the disk when this returns. */
  flush(): void {
    const table = this.#opened();
    if (this.#pending.size === 0) return;
    // In the order of the keys, so that neighbours share the pages that are written.
    table.write(this.#pending.range({}));
    this.#pending.clear();
    this.#pendingBytes = 0;
  }

  /** What was not flushed is lost; the changelog has it. */
  close(): void {
    this.#table?.close();
    this.#table = undefined;
    this.#pending.clear();
    this.#pendingBytes = 0;
  }

  #iterate(range: BytesRange): KeyValueIterator<Buffer, Buffer> {
    const stored = this.#opened().range(range);
    return new EntryIterator(this.#merge(this.#pending.keys(range), stored, range.reverse === true));
  }

  *#merge(
    pending: Generator<Buffer, undefined>,
    stored: Generator<KeyValue<Buffer, Buffer>, undefined>,
    reverse: boolean,
  ): Generator<KeyValue<Buffer, Buffer>, undefined> {
    const begun = this.#changes;
    try {
      for (const { key, value: read } of mergeKeys(pending, stored, reverse)) {
        const value = read !== undefined && begun === this.#changes ? read : this.get(key);
        if (value !== null) yield { key, value };
      }
    } finally {
      stored.return(undefined);
    }
  }

  #opened(): LmdbTable {
    if (this.#table !== undefined) return this.#table;
    throw storeClosed(this.name);
  }
}
