import { Headers } from './headers.ts';

/**
 * What flows from processor to processor: a key, a value, when it happened, and headers. It never changes; `with…`
 * answers a copy with one part replaced. (In a module that imports it, it hides TypeScript's utility type Record.)
 */
export class Record<K, V> {
  readonly key: K | null;
  readonly value: V | null;
  /** Milliseconds since 1970, not negative. */
  readonly timestamp: number;
  readonly headers: Headers;

  constructor(key: K | null, value: V | null, timestamp: number, headers: Headers = Headers.none) {
    if (!(timestamp >= 0))
      throw new RangeError(`A record's timestamp must not be negative, got ${timestamp}.`);
    this.key = key;
    this.value = value;
    this.timestamp = timestamp;
    this.headers = headers;
  }

  withKey<NewK>(key: NewK | null): Record<NewK, V> {
    return new Record(key, this.value, this.timestamp, this.headers);
  }

  withValue<NewV>(value: NewV | null): Record<K, NewV> {
    return new Record(this.key, value, this.timestamp, this.headers);
  }

  withTimestamp(timestamp: number): Record<K, V> {
    return new Record(this.key, this.value, timestamp, this.headers);
  }

  withHeaders(headers: Headers): Record<K, V> {
    return new Record(this.key, this.value, this.timestamp, headers);
  }
}

/** A record whose key must stay as it is: it has no `withKey`. A FixedKeyProcessor forwards only these. */
export type FixedKeyRecord<K, V> = Omit<
  Record<K, V>,
  'withKey' | 'withValue' | 'withTimestamp' | 'withHeaders'
> & {
  withValue<NewV>(value: NewV | null): FixedKeyRecord<K, NewV>;
  withTimestamp(timestamp: number): FixedKeyRecord<K, V>;
  withHeaders(headers: Headers): FixedKeyRecord<K, V>;
};
