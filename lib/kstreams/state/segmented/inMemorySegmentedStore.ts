import type { InternalStoreContext } from '../internalStoreContext.ts';
import { EntryIterator } from '../keyValueIterator.ts';
import type { KeyValue, KeyValueIterator } from '../keyValueStore.ts';
import { SortedBytesMap } from '../sortedBytesMap.ts';
import { SortedKeys } from '../sortedKeys.ts';
import type { StateStore } from '../stateStore.ts';
import { storeClosed } from '../storeClosed.ts';
import { readTime, writeTime } from '../timeBytes.ts';
import { Expiry } from './expiry.ts';
import { inRange, onlyKey, type SegmentedBytesStore, type TimedRange } from './segmentedBytesStore.ts';
import type { TimedKey, TimedKeySchema } from './timedKey.ts';

/** All entries of one key and time, in the order of iteration. */
type Bucket = KeyValue<TimedKey, Buffer>[];

/**
 * Entries in memory, in the order of their times. What has expired is removed at once. A second index, by key, keeps
 * the work for one key independent of how many others there are.
 */
export class InMemorySegmentedStore implements SegmentedBytesStore {
  readonly name: string;
  readonly persistent = false;
  readonly schema: TimedKeySchema;
  readonly retentionMs: number;
  /** By time and key. */
  readonly #buckets = new SortedBytesMap<Bucket>();
  /** The times of each key, as the 8 characters with which its buckets' keys begin. */
  readonly #timesOf = new Map<string, SortedKeys>();
  readonly #expiry: Expiry;
  #removedBefore = 0;
  #context: InternalStoreContext | undefined;

  constructor(name: string, schema: TimedKeySchema, retentionMs: number) {
    this.name = name;
    this.schema = schema;
    this.retentionMs = retentionMs;
    this.#expiry = new Expiry(retentionMs);
  }

  get isOpen(): boolean {
    return this.#context !== undefined;
  }

  init(context: InternalStoreContext, root: StateStore): void {
    this.#context = context;
    // Restored bytes are parts of large fetched buffers: a copy lets those go.
    context.register(root, (key, value) =>
      this.put(this.schema.decode(Buffer.from(key)), value && Buffer.from(value)),
    );
  }

  get(key: TimedKey): Buffer | null {
    this.#opened();
    if (this.#expiry.isExpired(key.time)) return null;
    const bucket = this.#buckets.get(bucketKey(key.time, key.key));
    return bucket?.find((entry) => entry.key.suffix === key.suffix)?.value ?? null;
  }

  put(key: TimedKey, value: Buffer | null): void {
    const context = this.#opened();
    this.#expiry.observe(key.time);
    this.#removeExpired();
    if (this.#expiry.isExpired(key.time)) context.dropped(`${this.name}: its time has expired`);
    else if (value === null) this.remove(key);
    else this.#set(key, value);
  }

  remove({ key, time, suffix }: TimedKey): void {
    this.#opened();
    const place = bucketKey(time, key);
    const bucket = this.#buckets.get(place);
    const rest = bucket?.filter((entry) => entry.key.suffix !== suffix) ?? [];
    if (bucket === undefined || rest.length === bucket.length) return;
    if (rest.length > 0) this.#buckets.set(place, rest);
    else this.#removeBucket(place, key);
  }

  range(range: TimedRange): KeyValueIterator<TimedKey, Buffer> {
    this.#opened();
    const timeFrom = Math.max(range.timeFrom, this.#expiry.minLiveTime);
    return new EntryIterator(this.#entries({ ...range, timeFrom }));
  }

  compare(a: TimedKey, b: TimedKey): number {
    const suffixes = this.schema.isSuffixDescending ? b.suffix - a.suffix : a.suffix - b.suffix;
    return a.time - b.time || Buffer.compare(a.key, b.key) || suffixes;
  }

  flush(): void {}

  close(): void {
    this.#context = undefined;
    this.#buckets.clear();
    this.#timesOf.clear();
  }

  *#entries(range: TimedRange): Generator<KeyValue<TimedKey, Buffer>, undefined> {
    const key = onlyKey(range);
    for (const bucket of key === undefined ? this.#bucketsOfAll(range) : this.#bucketsOf(key, range)) {
      for (const entry of range.reverse ? bucket.toReversed() : bucket) {
        if (inRange(entry.key, range)) yield entry;
      }
    }
  }

  #bucketsOfAll({ timeFrom, timeTo, reverse = false }: TimedRange): Iterable<Bucket> {
    if (timeTo < timeFrom) return [];
    const to = timeTo < Number.MAX_SAFE_INTEGER ? timeBytes(timeTo + 1) : null;
    return this.#buckets.range({ from: timeBytes(timeFrom), to, toExclusive: true, reverse });
  }

  *#bucketsOf(key: Buffer, { timeFrom, timeTo, reverse = false }: TimedRange): Generator<Bucket> {
    const times = this.#timesOf.get(key.toString('latin1'));
    if (times === undefined || timeTo < timeFrom) return;
    const to = Math.min(timeTo, Number.MAX_SAFE_INTEGER);
    const bounds = { from: timeText(timeFrom), to: timeText(to), reverse };
    const found = times.range(bounds);
    for (let next = found.next(); !next.done; next = found.next()) {
      const bucket = this.#buckets.get(bucketKey(readTime(Buffer.from(next.value, 'latin1'), 0), key));
      if (bucket !== undefined) yield bucket;
    }
  }

  #set(key: TimedKey, value: Buffer): void {
    const place = bucketKey(key.time, key.key);
    const bucket = this.#buckets.get(place);
    const entry = { key, value };
    if (bucket === undefined) {
      this.#buckets.set(place, [entry]);
      this.#addTime(key);
      return;
    }
    const others = bucket.filter((other) => other.key.suffix !== key.suffix);
    const index = others.findIndex((other) => this.compare(key, other.key) < 0);
    // A new array, for an iteration may be in the middle of the old one.
    this.#buckets.set(place, others.toSpliced(index < 0 ? others.length : index, 0, entry));
  }

  #addTime({ key, time }: TimedKey): void {
    const text = key.toString('latin1');
    const times = this.#timesOf.get(text) ?? new SortedKeys();
    this.#timesOf.set(text, times);
    times.add(timeText(time));
  }

  #removeBucket(place: Buffer, key: Buffer): void {
    this.#buckets.delete(place);
    const text = key.toString('latin1');
    const times = this.#timesOf.get(text);
    times?.remove(place.toString('latin1', 0, 8));
    if (times?.first === undefined) this.#timesOf.delete(text);
  }

  #removeExpired(): void {
    const { minLiveTime } = this.#expiry;
    if (minLiveTime <= this.#removedBefore) return;
    this.#removedBefore = minLiveTime;
    const to = timeBytes(minLiveTime);
    for (const place of this.#buckets.keys({ to, toExclusive: true })) {
      this.#removeBucket(place, place.subarray(8));
    }
  }

  #opened(): InternalStoreContext {
    if (this.#context !== undefined) return this.#context;
    throw storeClosed(this.name);
  }
}

function bucketKey(time: number, key: Buffer): Buffer {
  const bytes = Buffer.allocUnsafe(8 + key.length);
  writeTime(bytes, time, 0);
  key.copy(bytes, 8);
  return bytes;
}

function timeBytes(time: number): Buffer {
  return bucketKey(time, Buffer.alloc(0));
}

function timeText(time: number): string {
  return timeBytes(time).toString('latin1');
}
