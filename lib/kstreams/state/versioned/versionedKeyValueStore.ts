import type { StateStore } from '../stateStore.ts';

/** A value, and from when on it was the value of its key. */
export interface VersionedRecord<V> {
  readonly value: V;
  readonly timestamp: number;
}

/** What `put` answers for a value that is the latest of its key. */
export const PUT_RETURN_CODE_VALID_TO_UNDEFINED = -1;
/** What `put` answers for a value that was too old to be stored. */
export const PUT_RETURN_CODE_NOT_PUT = Number.MIN_SAFE_INTEGER;

/** A store that knows for each key which value it had at which time, as far back as its history is kept. */
export interface VersionedKeyValueStore<K, V> extends StateStore {
  readonly historyRetentionMs: number;
  /**
   * Stores the value that the key has from `timestamp` on, until the timestamp of the next one; null: it has none.
   * @returns until when it is valid, or one of the two codes
   */
  put(key: K, value: V | null, timestamp: number): number;
  /** Like `put` of null; answers the value that the key had at that time. */
  delete(key: K, timestamp: number): VersionedRecord<V> | null;
  /** The value that a key has now, or that it had at a time; null: none, or so long ago that it is forgotten. */
  get(key: K, asOfTimestamp?: number): VersionedRecord<V> | null;
}

/** The innermost layer: plain bytes. */
export type VersionedBytesStore = VersionedKeyValueStore<Buffer, Buffer>;
