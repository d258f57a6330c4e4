import type { KeyValueIterator } from './keyValueStore.ts';
import { MeteredSegmentedStore } from './segmented/meteredSegmentedStore.ts';
import type { TimedKey } from './segmented/timedKey.ts';
import type { SessionStore } from './sessionStore.ts';
import { Window, Windowed } from './windowed.ts';

/** The typed face of a session store. */
export class MeteredSessionStore<K, V> extends MeteredSegmentedStore<K, V> implements SessionStore<K, V> {
  put(session: Windowed<K>, value: V | null): void {
    this.bytes.put(this.#place(session), this.valueBytes(value));
  }

  remove(session: Windowed<K>): void {
    this.bytes.remove(this.#place(session));
  }

  fetchSession(key: K, start: number, end: number): V | null {
    return this.value(this.bytes.get({ key: this.keyBytes(key), time: end, suffix: start }));
  }

  fetch(key: K): KeyValueIterator<Windowed<K>, V>;
  fetch(keyFrom: K | null, keyTo: K | null): KeyValueIterator<Windowed<K>, V>;
  fetch(first: K | null, second: K | null | undefined = first): KeyValueIterator<Windowed<K>, V> {
    return this.#find(false, first, second, 0, Number.POSITIVE_INFINITY);
  }

  backwardFetch(key: K): KeyValueIterator<Windowed<K>, V>;
  backwardFetch(keyFrom: K | null, keyTo: K | null): KeyValueIterator<Windowed<K>, V>;
  backwardFetch(first: K | null, second: K | null | undefined = first): KeyValueIterator<Windowed<K>, V> {
    return this.#find(true, first, second, 0, Number.POSITIVE_INFINITY);
  }

  findSessions(earliestEnd: number, latestEnd: number): KeyValueIterator<Windowed<K>, V>;
  findSessions(key: K, earliestEnd: number, latestStart: number): KeyValueIterator<Windowed<K>, V>;
  findSessions(
    keyFrom: K | null,
    keyTo: K | null,
    earliestEnd: number,
    latestStart: number,
  ): KeyValueIterator<Windowed<K>, V>;
  findSessions(first: K | number | null, second: K | number | null, third?: number, fourth?: number) {
    if (third === undefined) {
      const [timeFrom, timeTo] = [first as number, second as number];
      return this.windowedRange({ keyFrom: null, keyTo: null, timeFrom, timeTo });
    }
    if (fourth === undefined) return this.#find(false, first as K, first as K, second as number, third);
    return this.#find(false, first as K | null, second as K | null, third, fourth);
  }

  backwardFindSessions(key: K, earliestEnd: number, latestStart: number): KeyValueIterator<Windowed<K>, V>;
  backwardFindSessions(
    keyFrom: K | null,
    keyTo: K | null,
    earliestEnd: number,
    latestStart: number,
  ): KeyValueIterator<Windowed<K>, V>;
  backwardFindSessions(first: K | null, second: K | number | null, third: number, fourth?: number) {
    if (fourth === undefined) return this.#find(true, first, first, second as number, third);
    return this.#find(true, first, second as K | null, third, fourth);
  }

  protected windowedOf({ key, time, suffix }: TimedKey): Windowed<K> {
    return new Windowed(this.key(key), new Window(suffix, time));
  }

  #find(reverse: boolean, from: K | null, to: K | null, earliestEnd: number, latestStart: number) {
    return this.windowedRange({
      keyFrom: this.bound(from),
      keyTo: this.bound(to),
      timeFrom: earliestEnd,
      timeTo: Number.POSITIVE_INFINITY,
      suffixTo: latestStart,
      reverse,
    });
  }

  #place({ key, window }: Windowed<K>): TimedKey {
    return { key: this.keyBytes(key), time: window.end, suffix: window.start };
  }
}
