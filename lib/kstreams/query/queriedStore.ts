import { KStreamsError } from '../errors.ts';
import type { KafkaStreams } from '../kafka/kafkaStreams.ts';
import type { Serde } from '../serdes/serde.ts';
import type { KeyValueIterator, ReadOnlyKeyValueStore } from '../state/keyValueStore.ts';
import type { QueryableStoreType } from './queryableStoreType.ts';
import type { StoreQuery } from './storeQuery.ts';
import { StoreQueryParameters } from './storeQueryParameters.ts';
import type { KeyQueryMetadata } from './streamsMetadata.ts';

/** What of a KafkaStreams queries need. */
export type QueriedStreams = Pick<
  KafkaStreams,
  'state' | 'store' | 'queryMetadataForKey' | 'streamsMetadataForStore'
>;

/** An entry of a store as it is answered. */
export interface QueriedEntry {
  readonly key: unknown;
  readonly value: unknown;
}

/** What a query finds: of a key its entry, with null for no value. */
export type Found =
  | { readonly kind: 'key'; readonly entry: QueriedEntry }
  /** `isCut`: there are more entries than were asked for. */
  | { readonly kind: 'range'; readonly entries: readonly QueriedEntry[]; readonly isCut: boolean }
  | { readonly kind: 'count'; readonly count: number };

/** A store that may be asked about from outside. */
export interface QueriedStore {
  /** Where the key is that stands in a URL; undefined while the group does not know. */
  locate(streams: QueriedStreams, storeName: string, key: string): KeyQueryMetadata | undefined;
  /** Reads what is on this instance. */
  read(streams: QueriedStreams, storeName: string, query: StoreQuery): Found;
}

export interface QueriedKeyValueStoreOptions<K, V> {
  readonly type: QueryableStoreType<ReadOnlyKeyValueStore<K, V>>;
  /** The serde of the keys: their bytes tell the partition. */
  readonly keySerde: Serde<K>;
  /** The key that stands in a URL. Throws when it is none. */
  readonly parseKey: (text: string) => K;
  /** Default: values are shown as they are. */
  readonly toJson?: (value: V) => unknown;
}

/** Lets a key/value store be asked about. Its methods throw KStreamsError QUERY_INVALID, STORE_NOT_AVAILABLE, … */
export function queriedKeyValueStore<K, V>({
  type,
  keySerde,
  parseKey,
  toJson = (value) => value,
}: QueriedKeyValueStoreOptions<K, V>): QueriedStore {
  function locate(streams: QueriedStreams, storeName: string, key: string): KeyQueryMetadata | undefined {
    return streams.queryMetadataForKey(storeName, keyOf(key), keySerde);
  }

  function keyOf(text: string): K {
    try {
      return parseKey(text);
    } catch (cause) {
      const why = cause instanceof Error ? cause.message : String(cause);
      throw new KStreamsError('QUERY_INVALID', `"${text.slice(0, 100)}" is no key: ${why}.`, { cause });
    }
  }

  function entriesOf(entries: KeyValueIterator<K, V>, limit: number): Found {
    const taken: QueriedEntry[] = [];
    for (const { key, value } of entries) {
      if (taken.length === limit) return { kind: 'range', entries: taken, isCut: true };
      taken.push({ key, value: toJson(value) });
    }
    return { kind: 'range', entries: taken, isCut: false };
  }

  return {
    locate,
    read(streams, storeName, query) {
      const all = StoreQueryParameters.fromNameAndType(storeName, type);
      if (query.kind === 'count') return { kind: 'count', count: streams.store(all).approximateNumEntries() };
      if (query.kind === 'range') {
        const [from, to] = [query.from, query.to].map((text) => (text === null ? null : keyOf(text)));
        return entriesOf(streams.store(all).range(from ?? null, to ?? null), query.limit);
      }
      const partition = locate(streams, storeName, query.key)?.partition ?? -1;
      // Of its own partition only: where that is not here, no value does not mean that there is none.
      const own = partition < 0 ? all : all.withPartition(partition);
      const key = keyOf(query.key);
      const value = streams.store(own).get(key);
      return { kind: 'key', entry: { key, value: value === null ? null : toJson(value) } };
    },
  };
}
