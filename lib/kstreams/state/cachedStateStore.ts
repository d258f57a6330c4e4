import type { Headers } from '../processor/headers.ts';
import type { MaybePromise } from '../processor/maybePromise.ts';
import type { StateStore } from './stateStore.ts';

/** An update that leaves the cache; a null value is no value. */
export interface FlushedUpdate<K, V> {
  readonly key: K;
  readonly newValue: V | null;
  /** Null unless old values were asked for. */
  readonly oldValue: V | null;
  /** Of the record that made the update. */
  readonly timestamp: number;
  readonly headers: Headers;
}

export type CacheFlushListener<K, V> = (update: FlushedUpdate<K, V>) => MaybePromise<void>;

/** A store that may hold updates back: what is downstream of it then hears of them when they are flushed. */
export interface CachedStateStore<K, V> extends StateStore {
  /** Answers false when the store holds nothing back; the listener is then never called. */
  setFlushListener(listener: CacheFlushListener<K, V>, sendOldValues: boolean): boolean;
}
