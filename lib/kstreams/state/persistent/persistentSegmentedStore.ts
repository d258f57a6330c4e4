import type { InternalStoreContext } from '../internalStoreContext.ts';
import { EntryIterator } from '../keyValueIterator.ts';
import type { KeyValue, KeyValueIterator } from '../keyValueStore.ts';
import { Expiry } from '../segmented/expiry.ts';
import {
  inRange,
  onlyKey,
  type SegmentedBytesStore,
  type TimedRange,
} from '../segmented/segmentedBytesStore.ts';
import type { TimedKey, TimedKeySchema } from '../segmented/timedKey.ts';
import type { StateStore } from '../stateStore.ts';
import { storeClosed } from '../storeClosed.ts';
import { readTime, writeTime } from '../timeBytes.ts';
import type { PersistentKeyValueStore } from './persistentKeyValueStore.ts';

const shortestSegmentMs = 60_000;

/**
 * Entries on the disk. Time is cut into segments, and each key begins with the number of its segment (8 bytes): inside
 * a segment entries are in the order of their keys, so that those of one key are read together; and a segment is
 * removed as a whole when all of it has expired. What has expired before that is not shown.
 */
export class PersistentSegmentedStore implements SegmentedBytesStore {
  readonly name: string;
  readonly persistent = true;
  readonly schema: TimedKeySchema;
  readonly retentionMs: number;
  readonly #segmentMs: number;
  readonly #table: PersistentKeyValueStore;
  readonly #expiry: Expiry;
  #firstSegment = 0;
  #context: InternalStoreContext | undefined;

  /** @param table where the bytes are */
  constructor(schema: TimedKeySchema, retentionMs: number, table: PersistentKeyValueStore) {
    this.name = table.name;
    this.schema = schema;
    this.retentionMs = retentionMs;
    this.#segmentMs = Math.max(Math.floor(retentionMs / 2), shortestSegmentMs);
    this.#table = table;
    this.#expiry = new Expiry(retentionMs);
  }

  get isOpen(): boolean {
    return this.#context !== undefined;
  }

  init(context: InternalStoreContext, root: StateStore): void {
    this.#context = context;
    this.#table.init(
      {
        stateDir: () => context.stateDir(),
        register: (store) => context.register(store, (key, value) => this.#restore(key, value)),
      },
      root,
    );
  }

  get(key: TimedKey): Buffer | null {
    this.#opened();
    return this.#expiry.isExpired(key.time) ? null : this.#table.get(this.#tableKey(key));
  }

  put(key: TimedKey, value: Buffer | null): void {
    const context = this.#opened();
    this.#expiry.observe(key.time);
    this.#removeExpiredSegments();
    if (this.#segmentOf(key.time) < this.#firstSegment) {
      context.dropped(`${this.name}: its time has expired`);
    } else {
      this.#table.put(this.#tableKey(key), value);
    }
  }

  remove(key: TimedKey): void {
    this.#opened();
    this.#expiry.observe(key.time);
    this.#table.put(this.#tableKey(key), null);
  }

  range(range: TimedRange): KeyValueIterator<TimedKey, Buffer> {
    this.#opened();
    const timeFrom = Math.max(range.timeFrom, this.#expiry.minLiveTime);
    return new EntryIterator(this.#entries({ ...range, timeFrom }));
  }

  compare(a: TimedKey, b: TimedKey): number {
    return Buffer.compare(this.#tableKey(a), this.#tableKey(b));
  }

  flush(): void {
    this.#table.flush();
  }

  close(): void {
    this.#context = undefined;
    this.#table.close();
  }

  *#entries(range: TimedRange): Generator<KeyValue<TimedKey, Buffer>, undefined> {
    if (range.timeTo < range.timeFrom) return;
    const key = onlyKey(range);
    for (const segment of this.#segments(range)) {
      const { from, to } = key === undefined ? wholeSegment(segment) : this.#ofKey(segment, key, range);
      const found = range.reverse ? this.#table.reverseRange(from, to) : this.#table.range(from, to);
      for (const { key: tableKey, value } of found) {
        const timedKey = this.schema.decode(tableKey.subarray(8));
        if (inRange(timedKey, range)) yield { key: timedKey, value };
      }
    }
  }

  /** The segments of a range that have entries. */
  *#segments({ timeFrom, timeTo, reverse }: TimedRange): Generator<number, undefined> {
    const last = this.#segmentOf(Math.min(timeTo, Number.MAX_SAFE_INTEGER));
    let [from, to] = [this.#segmentOf(timeFrom), last];
    while (from <= to) {
      const [lower, upper] = [wholeSegment(from).from, wholeSegment(to).to];
      const entries = reverse ? this.#table.reverseRange(lower, upper) : this.#table.range(lower, upper);
      const next = entries.next();
      entries.close();
      if (next.done) return;
      const segment = readTime(next.value.key, 0);
      yield segment;
      if (reverse) to = segment - 1;
      else from = segment + 1;
    }
  }

  #ofKey(segment: number, key: Buffer, { timeFrom, timeTo }: TimedRange) {
    const time = Math.min(timeTo, Number.MAX_SAFE_INTEGER);
    const suffix = this.schema.greatestSuffix;
    return {
      from: withSegment(segment, this.schema.encode({ key, time: timeFrom, suffix: 0 })),
      to: withSegment(segment, this.schema.encode({ key, time, suffix })),
    };
  }

  /** Nothing is counted here: what has expired by now had not when it was logged. */
  #restore(bytes: Buffer, value: Buffer | null): void {
    const key = this.schema.decode(bytes);
    this.#expiry.observe(key.time);
    this.#removeExpiredSegments();
    if (this.#segmentOf(key.time) >= this.#firstSegment) this.#table.put(this.#tableKey(key), value);
  }

  #removeExpiredSegments(): void {
    const first = this.#segmentOf(Math.max(0, this.#expiry.minLiveTime - 1));
    if (first <= this.#firstSegment) return;
    this.#firstSegment = first;
    for (const { key } of this.#table.range(null, wholeSegment(first - 1).to)) this.#table.put(key, null);
  }

  #segmentOf(time: number): number {
    return Math.floor(time / this.#segmentMs);
  }

  #tableKey(key: TimedKey): Buffer {
    return withSegment(this.#segmentOf(key.time), this.schema.encode(key));
  }

  #opened(): InternalStoreContext {
    if (this.#context !== undefined) return this.#context;
    throw storeClosed(this.name);
  }
}

function withSegment(segment: number, key: Buffer): Buffer {
  const bytes = Buffer.allocUnsafe(8 + key.length);
  writeTime(bytes, segment, 0);
  key.copy(bytes, 8);
  return bytes;
}

/** `to` is the beginning of the next segment, which no key equals: all are longer. */
function wholeSegment(segment: number): { from: Buffer; to: Buffer } {
  const none = Buffer.alloc(0);
  return { from: withSegment(segment, none), to: withSegment(segment + 1, none) };
}
