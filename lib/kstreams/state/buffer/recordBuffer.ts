import { Headers } from '../../processor/headers.ts';
import { isPromise, type MaybePromise } from '../../processor/maybePromise.ts';
import type { Record } from '../../processor/record.ts';
import type { RecordContext } from '../../processor/recordContext.ts';
import type { Serde } from '../../serdes/serde.ts';
import { BaseStoreBuilder } from '../baseStoreBuilder.ts';
import type { InternalStoreContext } from '../internalStoreContext.ts';
import type { SerdesOf, StoreSerdes } from '../meteredKeyValueStore.ts';
import { SortedBytesMap } from '../sortedBytesMap.ts';
import type { StateStore } from '../stateStore.ts';
import { storeClosed } from '../storeClosed.ts';
import { readTime, writeTime } from '../timeBytes.ts';
import { type BufferedChange, bufferedChangeBytes, readBufferedChange } from './bufferedChange.ts';

/** A record that leaves the buffer. */
export interface BufferedRecord<K, V> {
  readonly key: K;
  readonly value: V;
  readonly context: RecordContext;
}

interface Entry {
  readonly place: Buffer;
  readonly change: BufferedChange;
}

/** The time in a place is that of the record; the changelog's format has another one after the value. */
const noTime = 0;

/**
 * Records that are held back until the stream is so much further, in memory, ordered by time, key and arrival. All are
 * kept, also those of one key and time; each is written to the changelog at once.
 */
export class RecordBuffer<K, V> implements StateStore {
  readonly name: string;
  readonly persistent = false;
  readonly #graceMs: number;
  readonly #serdesOf: SerdesOf<K, V>;
  readonly #entries = new SortedBytesMap<Entry>();
  #context: InternalStoreContext | undefined;
  #serdes: StoreSerdes<K, V> | undefined;
  #observedTime = -1;
  #sequence = 0;

  constructor(name: string, graceMs: number, serdesOf: SerdesOf<K, V>) {
    this.name = name;
    this.#graceMs = graceMs;
    this.#serdesOf = serdesOf;
  }

  get isOpen(): boolean {
    return this.#context !== undefined;
  }

  init(context: InternalStoreContext, root: StateStore): void {
    this.#serdes = this.#serdesOf(context);
    this.#context = context;
    context.register(root, (key, value) => this.#restore(Buffer.from(key), value && Buffer.from(value)));
  }

  /** Holds a record back; answers false, and does not, when its grace has passed already. */
  put({ key, value, timestamp }: Record<K, V>, context: RecordContext): boolean {
    if (timestamp < this.#observedTime - this.#graceMs) return false;
    const { key: keySerde, value: valueSerde } = this.#opened();
    const keyBytes = keySerde.serialize(this.name, key) ?? Buffer.alloc(0);
    const newValue = valueSerde.serialize(this.name, value);
    const change = { priorValue: null, oldValue: null, newValue, context };
    let place = this.#nextPlace(timestamp, keyBytes);
    // After a restart numbers begin anew, and the buffer may have some of them.
    while (this.#entries.get(place) !== undefined) place = this.#nextPlace(timestamp, keyBytes);
    this.#set(place, change);
    this.#context?.logBuffered(this.name, place, bufferedChangeBytes(change, noTime), Headers.none);
    return true;
  }

  /** Hands out all records whose grace has passed. */
  evict(evict: (record: BufferedRecord<K, V>) => MaybePromise<void>): MaybePromise<void> {
    for (let entry = this.#due(); entry !== undefined; entry = this.#due()) {
      const { place } = entry;
      const done = evict(this.#record(entry));
      if (isPromise(done)) {
        return done.then(() => {
          this.#remove(place);
          return this.evict(evict);
        });
      }
      this.#remove(place);
    }
  }

  flush(): void {}

  close(): void {
    this.#context = undefined;
    this.#entries.clear();
  }

  #due(): Entry | undefined {
    const entry = this.#entries.first();
    if (entry === undefined || readTime(entry.place, 1) > this.#observedTime - this.#graceMs)
      return undefined;
    return entry;
  }

  #remove(place: Buffer): void {
    this.#entries.delete(place);
    this.#context?.logBuffered(this.name, place, null, Headers.none);
  }

  #record({ place, change }: Entry): BufferedRecord<K, V> {
    const { key, value } = this.#opened();
    return {
      key: key.deserialize(this.name, place.subarray(9, -4)) as K,
      value: value.deserialize(this.name, change.newValue) as V,
      context: change.context,
    };
  }

  #restore(place: Buffer, value: Buffer | null): void {
    if (value === null) this.#entries.delete(place);
    else this.#set(place, readBufferedChange(value).change);
  }

  #set(place: Buffer, change: BufferedChange): void {
    this.#observedTime = Math.max(this.#observedTime, readTime(place, 1));
    this.#entries.set(place, { place, change });
  }

  /** `0 | timestamp i64 | key | sequence i32`, as Java's keys that begin with the time. */
  #nextPlace(timestamp: number, key: Buffer): Buffer {
    this.#sequence = (this.#sequence + 1) & 0x7fff_ffff;
    const place = Buffer.allocUnsafe(13 + key.length);
    place[0] = 0;
    writeTime(place, timestamp, 1);
    key.copy(place, 9);
    place.writeInt32BE(this.#sequence, 9 + key.length);
    return place;
  }

  #opened(): StoreSerdes<K, V> {
    if (this.#context !== undefined && this.#serdes !== undefined) return this.#serdes;
    throw storeClosed(this.name);
  }
}

/** Makes the buffers of a join with a grace period. */
export class RecordBufferBuilder<K, V> extends BaseStoreBuilder<RecordBuffer<K, V>> {
  readonly #graceMs: number;
  readonly #serdesOf: SerdesOf<K, V>;

  constructor(
    name: string,
    graceMs: number,
    serdes: { readonly keySerde: Serde<K> | undefined; readonly valueSerde: Serde<V> | undefined },
  ) {
    super(name);
    this.#graceMs = graceMs;
    this.#serdesOf = (context) => ({
      key: context.keySerde(serdes.keySerde, `The store ${name}`),
      value: context.valueSerde(serdes.valueSerde, `The store ${name}`),
    });
  }

  build(): RecordBuffer<K, V> {
    return new RecordBuffer(this.name, this.#graceMs, this.#serdesOf);
  }
}
