import { EntryIterator } from './keyValueIterator.ts';
import type { KeyValueIterator, ValueAndTimestamp } from './keyValueStore.ts';
import type { SerdesOf } from './meteredKeyValueStore.ts';
import { MeteredSegmentedStore } from './segmented/meteredSegmentedStore.ts';
import type { SegmentedBytesStore } from './segmented/segmentedBytesStore.ts';
import type { TimedKey } from './segmented/timedKey.ts';
import { valueAndTimestampSerde, withTimestamp } from './valueAndTimestampBytes.ts';
import { Window, Windowed } from './windowed.ts';
import type { WindowStore, WindowStoreIterator } from './windowStore.ts';

export interface WindowsOfStore {
  readonly windowSizeMs: number;
  /** Several values of one key and window start are all kept, in the order in which they were put. */
  readonly retainDuplicates: boolean;
}

/** The typed face of a window store. */
export class MeteredWindowStore<K, V> extends MeteredSegmentedStore<K, V> implements WindowStore<K, V> {
  readonly #windows: WindowsOfStore;
  #sequence = 0;

  constructor(bytes: SegmentedBytesStore, windows: WindowsOfStore, serdesOf: SerdesOf<K, V>) {
    super(bytes, serdesOf);
    this.#windows = windows;
  }

  put(key: K, value: V | null, windowStart: number): void {
    this.bytes.put(this.#place(this.keyBytes(key), windowStart), this.valueBytes(value));
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
    return this.#fetch(false, first, second, third, fourth);
  }

  backwardFetch(key: K, timeFrom: number, timeTo: number): WindowStoreIterator<V>;
  backwardFetch(
    keyFrom: K | null,
    keyTo: K | null,
    timeFrom: number,
    timeTo: number,
  ): KeyValueIterator<Windowed<K>, V>;
  backwardFetch(first: K | null, second: K | number | null, third: number, fourth?: number): unknown {
    return this.#fetch(true, first, second, third, fourth);
  }

  fetchAll(timeFrom: number, timeTo: number): KeyValueIterator<Windowed<K>, V> {
    return this.windowedRange({ ...allKeys, timeFrom, timeTo });
  }

  backwardFetchAll(timeFrom: number, timeTo: number): KeyValueIterator<Windowed<K>, V> {
    return this.windowedRange({ ...allKeys, timeFrom, timeTo, reverse: true });
  }

  all(): KeyValueIterator<Windowed<K>, V> {
    return this.windowedRange({ ...allKeys, ...allTimes });
  }

  backwardAll(): KeyValueIterator<Windowed<K>, V> {
    return this.windowedRange({ ...allKeys, ...allTimes, reverse: true });
  }

  protected windowedOf({ key, time }: TimedKey): Windowed<K> {
    return new Windowed(this.key(key), new Window(time, time + this.#windows.windowSizeMs));
  }

  #get(key: K, time: number): V | null {
    return this.value(this.bytes.get({ key: this.keyBytes(key), time, suffix: 0 }));
  }

  /** Java has these as overloads: of one key (key, from, to), or of a range of keys (from, to, time from, time to). */
  #fetch(
    reverse: boolean,
    first: K | null,
    second: K | number | null,
    third: number,
    fourth: number | undefined,
  ) {
    if (fourth !== undefined) {
      const [keyFrom, keyTo] = [this.bound(first), this.bound(second as K | null)];
      return this.windowedRange({ keyFrom, keyTo, timeFrom: third, timeTo: fourth, reverse });
    }
    const key = this.keyBytes(first as K);
    const range = { keyFrom: key, keyTo: key, timeFrom: second as number, timeTo: third, reverse };
    return new EntryIterator(this.entries(this.bytes.range(range), ({ time }) => time));
  }

  #place(key: Buffer, time: number): TimedKey {
    if (!this.#windows.retainDuplicates) return { key, time, suffix: 0 };
    const next = () => {
      this.#sequence = (this.#sequence + 1) & this.bytes.schema.greatestSuffix;
      return { key, time, suffix: this.#sequence };
    };
    let place = next();
    // After a restart numbers begin anew, and the store may have some of them.
    while (this.bytes.get(place) !== null) place = next();
    return place;
  }
}

/** The typed face of a window store that keeps each value with its timestamp. */
export class MeteredTimestampedWindowStore<K, V> extends MeteredWindowStore<K, ValueAndTimestamp<V>> {
  constructor(bytes: SegmentedBytesStore, windows: WindowsOfStore, serdesOf: SerdesOf<K, V>) {
    super(bytes, windows, (context) => {
      const { key, value } = serdesOf(context);
      return { key, value: valueAndTimestampSerde(value) };
    });
  }

  fromChangelog(value: Buffer, timestamp: number): Buffer {
    return withTimestamp(value, timestamp);
  }
}

const allKeys = { keyFrom: null, keyTo: null } as const;
const allTimes = { timeFrom: 0, timeTo: Number.POSITIVE_INFINITY } as const;
