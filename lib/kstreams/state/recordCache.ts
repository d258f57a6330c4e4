import { after, isPromise, type MaybePromise } from '../processor/maybePromise.ts';
import type { RecordContext } from '../processor/recordContext.ts';
import type { BytesRange } from './sortedBytesMap.ts';
import { SortedBytesMap } from './sortedBytesMap.ts';

/** A value as the cache knows it: null says that the key is deleted. */
export interface CacheEntry {
  readonly key: Buffer;
  value: Buffer | null;
  /** The record that wrote it; undefined for a value that was only read. */
  writtenBy: RecordContext | undefined;
}

/** An entry that was written, on its way out of the cache. */
export type DirtyEntry = Readonly<CacheEntry> & { readonly writtenBy: RecordContext };

/** Writes entries to the store behind the cache, in this order. */
export type FlushEntries = (entries: readonly DirtyEntry[]) => MaybePromise<void>;

/** Memory that the stores of a thread share for updates they hold back; the bound is on all of them together. */
export class RecordCache {
  readonly maxBytes: number;
  bytes = 0;

  constructor(maxBytes: number) {
    this.maxBytes = maxBytes;
  }

  /** A part of the cache for one store. */
  forStore(flushEntries: FlushEntries): StoreCache {
    return new StoreCache(this, flushEntries);
  }
}

/** One store's part of the record cache. */
export class StoreCache {
  readonly #shared: RecordCache;
  readonly #flushEntries: FlushEntries;
  readonly #entries = new SortedBytesMap<CacheEntry>();
  /** Least recently used first. */
  readonly #byUse = new Set<CacheEntry>();
  /** The last of these: an update reads an entry and then writes it. */
  #latest: CacheEntry | undefined;
  /** Those that the store does not know yet: in the order of their last write, in which they are flushed. */
  readonly #dirty = new Set<CacheEntry>();
  /** A flush that is under way; until it is done the store lacks what the cache has. */
  #flushing: Promise<void> | undefined;

  constructor(shared: RecordCache, flushEntries: FlushEntries) {
    this.#shared = shared;
    this.#flushEntries = flushEntries;
  }

  get(key: Buffer): CacheEntry | undefined {
    const entry = this.#entries.get(key);
    if (entry !== undefined) this.#use(entry);
    return entry;
  }

  /** Like {@link get}, but does not count as a use. */
  peek(key: Buffer): CacheEntry | undefined {
    return this.#entries.get(key);
  }

  /** The keys of a range, as they are now; those of deleted entries too. */
  keys(range: BytesRange): Generator<Buffer, undefined> {
    return this.#entries.keys(range);
  }

  /** Keeps a value that was written (`writtenBy` given) or read; evicts others when memory is short. */
  put(key: Buffer, value: Buffer | null, writtenBy?: RecordContext): MaybePromise<void> {
    let entry = this.#entries.get(key);
    if (entry === undefined) {
      entry = { key, value, writtenBy };
      this.#entries.set(key, entry);
    } else {
      this.#shared.bytes -= size(entry);
      entry.value = value;
      entry.writtenBy = writtenBy;
    }
    this.#shared.bytes += size(entry);
    this.#use(entry);
    if (writtenBy !== undefined) {
      this.#dirty.delete(entry);
      this.#dirty.add(entry);
    }
    return this.#evict();
  }

  /** Writes out everything that was written since the last flush. */
  flush(): MaybePromise<void> {
    return after(this.#flushing, () => {
      if (this.#dirty.size > 0) return this.#flush([...this.#dirty]);
    });
  }

  close(): void {
    for (const entry of this.#byUse) this.#shared.bytes -= size(entry);
    this.#byUse.clear();
    this.#latest = undefined;
    this.#dirty.clear();
    this.#entries.clear();
  }

  #use(entry: CacheEntry): void {
    if (entry === this.#latest) return;
    this.#latest = entry;
    this.#byUse.delete(entry);
    this.#byUse.add(entry);
  }

  /** An entry that must be written makes the whole store be flushed, itself first, so that order is kept. */
  #evict(): MaybePromise<void> {
    while (this.#shared.bytes > this.#shared.maxBytes && this.#flushing === undefined) {
      const [eldest] = this.#byUse;
      if (eldest === undefined) return;
      const dirty = this.#dirty.delete(eldest);
      this.#forget(eldest);
      const done = dirty ? this.#flush([eldest, ...this.#dirty]) : undefined;
      if (isPromise(done)) return done;
    }
  }

  #flush(entries: readonly CacheEntry[]): MaybePromise<void> {
    const written = entries.map((entry) => ({ ...entry })) as DirtyEntry[];
    // Before they are handed on, because what is downstream may write to this store again.
    this.#dirty.clear();
    const done = after(this.#flushEntries(written), () => this.#forgetDeleted(entries));
    if (!isPromise(done)) return;
    this.#flushing = done.finally(() => {
      this.#flushing = undefined;
    });
    return this.#flushing;
  }

  /** A deletion is kept until the store has taken it, for until then the store has the value. */
  #forgetDeleted(entries: readonly CacheEntry[]): void {
    for (const entry of entries) {
      if (entry.value === null && !this.#dirty.has(entry)) this.#forget(entry);
    }
  }

  #forget(entry: CacheEntry): void {
    if (!this.#byUse.delete(entry)) return;
    if (entry === this.#latest) this.#latest = undefined;
    this.#entries.delete(entry.key);
    this.#shared.bytes -= size(entry);
  }
}

/** An estimate of the memory an entry takes, counted as Java counts it. */
function size({ key, value, writtenBy }: CacheEntry): number {
  const record = writtenBy === undefined ? 0 : 20 + (writtenBy.topic?.length ?? 0);
  return key.length + 25 + (value?.length ?? 0) + record;
}
