import type { KeyValueIterator } from '../keyValueStore.ts';
import type { StateStore } from '../stateStore.ts';
import type { TimedKey, TimedKeySchema } from './timedKey.ts';

/** Which entries to go through; all bounds are included. */
export interface TimedRange {
  /** Null leaves a side open. */
  readonly keyFrom: Buffer | null;
  readonly keyTo: Buffer | null;
  readonly timeFrom: number;
  readonly timeTo: number;
  /** Leaves out entries with a greater one. */
  readonly suffixTo?: number;
  readonly reverse?: boolean;
}

/**
 * The innermost layer of window and session stores: bytes whose keys have a time. What is older than the retention,
 * measured from the greatest time put so far, is gone, and a put of it is dropped and counted.
 */
export interface SegmentedBytesStore extends StateStore {
  readonly schema: TimedKeySchema;
  readonly retentionMs: number;
  get(key: TimedKey): Buffer | null;
  /** Null removes the entry. */
  put(key: TimedKey, value: Buffer | null): void;
  /** Removes the entry; nothing is counted when it has expired. */
  remove(key: TimedKey): void;
  /** The entries of a range in the order of {@link compare}: those that are there now and still are at their turn. */
  range(range: TimedRange): KeyValueIterator<TimedKey, Buffer>;
  /** The order of iterations: by time and then key in memory, by key inside each segment of time on disk. */
  compare(a: TimedKey, b: TimedKey): number;
}

/** Whether an entry is in a range. */
export function inRange({ key, time, suffix }: TimedKey, range: TimedRange): boolean {
  return (
    time >= range.timeFrom &&
    time <= range.timeTo &&
    suffix <= (range.suffixTo ?? Number.POSITIVE_INFINITY) &&
    (range.keyFrom === null || Buffer.compare(key, range.keyFrom) >= 0) &&
    (range.keyTo === null || Buffer.compare(key, range.keyTo) <= 0)
  );
}

/** The key when a range is of one only. */
export function onlyKey({ keyFrom, keyTo }: TimedRange): Buffer | undefined {
  return keyFrom !== null && keyTo !== null && keyFrom.equals(keyTo) ? keyFrom : undefined;
}
