import { Headers } from '../../processor/headers.ts';
import { isPromise, type MaybePromise } from '../../processor/maybePromise.ts';
import type { RecordContext } from '../../processor/recordContext.ts';
import type { InternalStoreContext } from '../internalStoreContext.ts';
import type { SerdesOf, StoreSerdes } from '../meteredKeyValueStore.ts';
import { SortedBytesMap } from '../sortedBytesMap.ts';
import type { StateStore } from '../stateStore.ts';
import { storeClosed } from '../storeClosed.ts';
import { writeTime } from '../timeBytes.ts';
import {
  type BufferedChange,
  bufferedChangeBytes,
  bufferedChangeSize,
  readBufferedChange,
} from './bufferedChange.ts';
import { DirtyKeys } from './dirtyKeys.ts';

/** An update that leaves the buffer. */
export interface Eviction<K, V> {
  readonly key: K;
  readonly newValue: V | null;
  readonly oldValue: V | null;
  /** Of the record that made the update. */
  readonly context: RecordContext;
}

interface Entry {
  readonly place: Buffer;
  readonly key: Buffer;
  readonly time: number;
  change: BufferedChange;
}

/** Says how the values of the changelog are written: Java reads several versions. */
const changelogHeaders = Headers.none.with('v', Buffer.of(3));

/**
 * The last update of each key that is held back, in memory, ordered by time and then key. A key keeps the time of its
 * first update. What changed is written to the changelog at each commit.
 */
export class ChangeBuffer<K, V> implements StateStore {
  readonly name: string;
  readonly persistent = false;
  readonly #isLogged: boolean;
  readonly #serdesOf: SerdesOf<K, V>;
  readonly #byKey = new Map<string, Entry>();
  readonly #byTime = new SortedBytesMap<Entry>();
  readonly #dirty = new DirtyKeys();
  #context: InternalStoreContext | undefined;
  #serdes: StoreSerdes<K, V> | undefined;
  #bytes = 0;

  constructor(name: string, isLogged: boolean, serdesOf: SerdesOf<K, V>) {
    this.name = name;
    this.#isLogged = isLogged;
    this.#serdesOf = serdesOf;
  }

  get isOpen(): boolean {
    return this.#context !== undefined;
  }

  /** How many keys are held back. */
  get numRecords(): number {
    return this.#byKey.size;
  }

  /** An estimate of the memory they take. */
  get bufferSize(): number {
    return this.#bytes;
  }

  init(context: InternalStoreContext, root: StateStore): void {
    this.#serdes = this.#serdesOf(context);
    this.#context = context;
    context.register(root, (key, value) => this.#restore(Buffer.from(key), value && Buffer.from(value)));
  }

  /** The smallest time of an update; infinite when there is none. */
  get minTime(): number {
    return this.#byTime.first()?.time ?? Number.POSITIVE_INFINITY;
  }

  /** Holds an update back, in the place of an earlier one of its key. */
  put(
    time: number,
    key: K,
    change: { readonly newValue: V | null; readonly oldValue: V | null },
    context: RecordContext,
  ): void {
    const keyBytes = this.#keyBytes(key);
    const [newValue, oldValue] = [this.#valueBytes(change.newValue), this.#valueBytes(change.oldValue)];
    const held = this.#byKey.get(keyBytes.toString('latin1'));
    const priorValue = held === undefined ? oldValue : held.change.priorValue;
    this.#set(time, keyBytes, { priorValue, oldValue, newValue, context });
    if (this.#isLogged) this.#dirty.add(keyBytes);
  }

  /** Hands out updates, those with the smallest times first, as long as `condition` holds. */
  evictWhile(
    condition: () => boolean,
    evict: (eviction: Eviction<K, V>) => MaybePromise<void>,
  ): MaybePromise<void> {
    for (let entry = this.#byTime.first(); entry !== undefined && condition(); entry = this.#byTime.first()) {
      const evicted = entry;
      const done = evict(this.#eviction(evicted));
      if (isPromise(done)) {
        return done.then(() => {
          this.#evicted(evicted);
          return this.evictWhile(condition, evict);
        });
      }
      this.#evicted(evicted);
    }
  }

  /** What those downstream know of a key whose update is held back; undefined: it is not. */
  priorValueForBuffered(key: K): { readonly value: V | null } | undefined {
    const held = this.#byKey.get(this.#keyBytes(key).toString('latin1'));
    return held && { value: this.#value(held.change.priorValue) };
  }

  flush(): void {
    for (const key of this.#dirty.take()) {
      const entry = this.#byKey.get(key.toString('latin1'));
      const value = entry === undefined ? null : bufferedChangeBytes(entry.change, entry.time);
      const headers = entry === undefined ? Headers.none : changelogHeaders;
      this.#context?.logBuffered(this.name, key, value, headers);
    }
  }

  close(): void {
    this.#context = undefined;
    this.#byKey.clear();
    this.#byTime.clear();
    this.#dirty.clear();
    this.#bytes = 0;
  }

  #eviction({ key, change }: Entry): Eviction<K, V> {
    return {
      key: this.#opened().key.deserialize(this.#topic(), key) as K,
      newValue: this.#value(change.newValue),
      oldValue: this.#value(change.oldValue),
      context: change.context,
    };
  }

  /** Only now: while it is told of, those who look it up still see what was before. */
  #evicted(entry: Entry): void {
    this.#remove(entry);
    if (this.#isLogged) this.#dirty.add(entry.key);
  }

  #restore(key: Buffer, value: Buffer | null): void {
    const entry = this.#byKey.get(key.toString('latin1'));
    if (value === null) {
      if (entry !== undefined) this.#remove(entry);
    } else {
      const { time, change } = readBufferedChange(value);
      this.#set(time, key, change);
    }
  }

  #set(time: number, key: Buffer, change: BufferedChange): void {
    const text = key.toString('latin1');
    const held = this.#byKey.get(text);
    this.#bytes += sizeOf(key, change);
    if (held !== undefined) {
      this.#bytes -= sizeOf(key, held.change);
      held.change = change;
      return;
    }
    const place = Buffer.allocUnsafe(8 + key.length);
    writeTime(place, time, 0);
    key.copy(place, 8);
    const entry = { place, key, time, change };
    this.#byKey.set(text, entry);
    this.#byTime.set(place, entry);
  }

  #remove({ place, key, change }: Entry): void {
    this.#byKey.delete(key.toString('latin1'));
    this.#byTime.delete(place);
    this.#bytes -= sizeOf(key, change);
  }

  #keyBytes(key: K): Buffer {
    return this.#opened().key.serialize(this.#topic(), key) ?? Buffer.alloc(0);
  }

  #valueBytes(value: V | null): Buffer | null {
    return value === null ? null : this.#opened().value.serialize(this.#topic(), value);
  }

  #value(bytes: Buffer | null): V | null {
    return bytes === null ? null : this.#opened().value.deserialize(this.#topic(), bytes);
  }

  #topic(): string {
    return this.#context?.changelogTopic(this.name) ?? '';
  }

  #opened(): StoreSerdes<K, V> {
    if (this.#context !== undefined && this.#serdes !== undefined) return this.#serdes;
    throw storeClosed(this.name);
  }
}

function sizeOf(key: Buffer, change: BufferedChange): number {
  return 8 + key.length + bufferedChangeSize(change);
}
