import {
  type HostInfo,
  type KafkaStreams,
  QueryableStoreTypes,
  queriedKeyValueStore,
  Serdes,
  StoreQueryParameters,
  StoreQueryService,
} from './index.ts';

const text = Serdes.string();
const type = QueryableStoreTypes.keyValueStore<string, number>();

/** What this instance knows of a word: its count, null when the word is not here, and which instance has it. */
export function lookUp(streams: KafkaStreams, word: string) {
  const counts = streams.store(StoreQueryParameters.fromNameAndType('counts', type));
  return { count: counts.get(word), where: streams.queryMetadataForKey('counts', word, text) };
}

/** Answers for all instances together, for example `service.answer('/counts/key/to')`. */
export function queryService(streams: KafkaStreams, self: HostInfo): StoreQueryService {
  return new StoreQueryService({
    streams,
    self, // as in applicationServer
    basePath: '/stores', // where every instance mounts it
    stores: { counts: queriedKeyValueStore({ type, keySerde: text, parseKey: (word) => word }) },
  });
}
