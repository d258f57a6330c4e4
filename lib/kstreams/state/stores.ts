import { KStreamsError } from '../errors.ts';
import type { Serde } from '../serdes/serde.ts';
import { InMemoryKeyValueStore } from './inMemoryKeyValueStore.ts';
import type { KeyValueBytesStore, KeyValueStore, TimestampedKeyValueStore } from './keyValueStore.ts';
import { KeyValueStoreBuilder, TimestampedKeyValueStoreBuilder } from './keyValueStoreBuilder.ts';
import { PersistentKeyValueStore } from './persistent/persistentKeyValueStore.ts';
import { PersistentSegmentedStore } from './persistent/persistentSegmentedStore.ts';
import { InMemorySegmentedStore } from './segmented/inMemorySegmentedStore.ts';
import {
  type SessionBytesStoreSupplier,
  SessionStoreBuilder,
  TimestampedWindowStoreBuilder,
  type WindowBytesStoreSupplier,
  WindowStoreBuilder,
} from './segmented/segmentedStoreBuilder.ts';
import { sessionKeySchema, windowKeySchema } from './segmented/timedKey.ts';
import type { SessionStore } from './sessionStore.ts';
import type { StoreBuilder } from './storeBuilder.ts';
import { PersistentVersionedStore } from './versioned/persistentVersionedStore.ts';
import type { VersionedKeyValueStore } from './versioned/versionedKeyValueStore.ts';
import {
  type VersionedBytesStoreSupplier,
  VersionedKeyValueStoreBuilder,
} from './versioned/versionedKeyValueStoreBuilder.ts';
import type { TimestampedWindowStore, WindowStore } from './windowStore.ts';

/** Makes the innermost store, of bytes; the builder adds serdes, cache and changelog around it. */
export interface KeyValueBytesStoreSupplier {
  readonly kind?: 'keyValue';
  readonly name: string;
  get(): KeyValueBytesStore;
}

/** All in milliseconds. */
export interface WindowStoreOptions {
  /** How long windows are kept, from their start to the greatest start put so far; no less than their size. */
  readonly retentionMs: number;
  readonly windowSizeMs: number;
  /** Keeps all values of a key and window start; it cannot be asked for one then, only for ranges. */
  readonly retainDuplicates?: boolean;
}

/** Where stores come from, as in Java's class of this name. A serde that is undefined is the configured default. */
export const Stores = {
  inMemoryKeyValueStore(name: string): KeyValueBytesStoreSupplier {
    return { name, get: () => new InMemoryKeyValueStore(name) };
  },

  /** A store on the disk, below the configured `stateDir`: it may be larger than memory, and survives the process. */
  persistentKeyValueStore(name: string): KeyValueBytesStoreSupplier {
    return { name, get: () => new PersistentKeyValueStore(name) };
  },

  /** The same, under the name that Java has for it: values and timestamps are kept alike. */
  persistentTimestampedKeyValueStore(name: string): KeyValueBytesStoreSupplier {
    return Stores.persistentKeyValueStore(name);
  },

  inMemoryWindowStore(name: string, options: WindowStoreOptions): WindowBytesStoreSupplier {
    const { retentionMs } = options;
    return windowSupplier(
      name,
      options,
      () => new InMemorySegmentedStore(name, windowKeySchema, retentionMs),
    );
  },

  persistentWindowStore(name: string, options: WindowStoreOptions): WindowBytesStoreSupplier {
    const table = () => new PersistentKeyValueStore(name);
    const { retentionMs } = options;
    return windowSupplier(
      name,
      options,
      () => new PersistentSegmentedStore(windowKeySchema, retentionMs, table()),
    );
  },

  /** The same, under the name that Java has for it. */
  persistentTimestampedWindowStore(name: string, options: WindowStoreOptions): WindowBytesStoreSupplier {
    return Stores.persistentWindowStore(name, options);
  },

  /** @param retentionMs how long sessions are kept, from their end to the greatest end put so far */
  inMemorySessionStore(name: string, retentionMs: number): SessionBytesStoreSupplier {
    const get = () => new InMemorySegmentedStore(name, sessionKeySchema, checkRetention(name, retentionMs));
    return { kind: 'session', name, retentionMs, get };
  },

  persistentSessionStore(name: string, retentionMs: number): SessionBytesStoreSupplier {
    const table = () => new PersistentKeyValueStore(name);
    const get = () =>
      new PersistentSegmentedStore(sessionKeySchema, checkRetention(name, retentionMs), table());
    return { kind: 'session', name, retentionMs, get };
  },

  windowStoreBuilder<K, V>(
    supplier: WindowBytesStoreSupplier,
    keySerde: Serde<K> | undefined,
    valueSerde: Serde<V> | undefined,
  ): StoreBuilder<WindowStore<K, V>> {
    return new WindowStoreBuilder(supplier, keySerde, valueSerde);
  },

  timestampedWindowStoreBuilder<K, V>(
    supplier: WindowBytesStoreSupplier,
    keySerde: Serde<K> | undefined,
    valueSerde: Serde<V> | undefined,
  ): StoreBuilder<TimestampedWindowStore<K, V>> {
    return new TimestampedWindowStoreBuilder(supplier, keySerde, valueSerde);
  },

  sessionStoreBuilder<K, V>(
    supplier: SessionBytesStoreSupplier,
    keySerde: Serde<K> | undefined,
    valueSerde: Serde<V> | undefined,
  ): StoreBuilder<SessionStore<K, V>> {
    return new SessionStoreBuilder(supplier, keySerde, valueSerde);
  },

  /**
   * A store on the disk that knows which value a key had at which time.
   * @param historyRetentionMs how far back, counted from the greatest timestamp put so far
   * @param segmentMs history is forgotten in pieces of this length
   */
  persistentVersionedKeyValueStore(
    name: string,
    historyRetentionMs: number,
    segmentMs = defaultVersionedSegmentMs(historyRetentionMs),
  ): VersionedBytesStoreSupplier {
    checkRetention(name, historyRetentionMs);
    const get = () =>
      new PersistentVersionedStore(new PersistentKeyValueStore(name), historyRetentionMs, segmentMs);
    return { kind: 'versioned', name, historyRetentionMs, get };
  },

  versionedKeyValueStoreBuilder<K, V>(
    supplier: VersionedBytesStoreSupplier,
    keySerde: Serde<K> | undefined,
    valueSerde: Serde<V> | undefined,
  ): StoreBuilder<VersionedKeyValueStore<K, V>> {
    return new VersionedKeyValueStoreBuilder(supplier, keySerde, valueSerde);
  },

  keyValueStoreBuilder<K, V>(
    supplier: KeyValueBytesStoreSupplier,
    keySerde: Serde<K> | undefined,
    valueSerde: Serde<V> | undefined,
  ): StoreBuilder<KeyValueStore<K, V>> {
    return new KeyValueStoreBuilder(supplier, keySerde, valueSerde);
  },

  /** A store that keeps each value with the timestamp of the record it came from, as tables do. */
  timestampedKeyValueStoreBuilder<K, V>(
    supplier: KeyValueBytesStoreSupplier,
    keySerde: Serde<K> | undefined,
    valueSerde: Serde<V> | undefined,
  ): StoreBuilder<TimestampedKeyValueStore<K, V>> {
    return new TimestampedKeyValueStoreBuilder(supplier, keySerde, valueSerde);
  },
} as const;

function windowSupplier(
  name: string,
  { retentionMs, windowSizeMs, retainDuplicates = false }: WindowStoreOptions,
  get: WindowBytesStoreSupplier['get'],
): WindowBytesStoreSupplier {
  if (!(windowSizeMs >= 0 && windowSizeMs <= checkRetention(name, retentionMs))) {
    throw new KStreamsError(
      'TOPOLOGY_INVALID',
      `Expected the retention of the window store ${name} to be no smaller than its window size, got ${retentionMs} ms for windows of ${windowSizeMs} ms.`,
    );
  }
  return { kind: 'window', name, retentionMs, windowSizeMs, retainDuplicates, get };
}

function checkRetention(name: string, retentionMs: number): number {
  if (retentionMs >= 0) return retentionMs;
  throw new KStreamsError(
    'TOPOLOGY_INVALID',
    `Expected the retention of the store ${name} to be 0 ms or more, got ${retentionMs}.`,
  );
}

/** As in Java: fewer, longer segments for longer histories. */
function defaultVersionedSegmentMs(historyRetentionMs: number): number {
  if (historyRetentionMs <= 60_000) return Math.max(Math.floor(historyRetentionMs / 3), 2_000);
  if (historyRetentionMs <= 300_000) return Math.max(Math.floor(historyRetentionMs / 5), 20_000);
  if (historyRetentionMs <= 3_600_000) return Math.max(Math.floor(historyRetentionMs / 12), 60_000);
  return Math.max(Math.floor(historyRetentionMs / 24), 300_000);
}
