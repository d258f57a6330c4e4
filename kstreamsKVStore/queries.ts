import { storesPath } from '@kafka-tutorial/http';
import { QueryableStoreTypes, queriedKeyValueStore } from '@kafka-tutorial/kstreams';
import { type ServedModelSnapshot, type ServerView, statsOf } from '@kafka-tutorial/serving';
import { GroupQueries, type ServerViewOptions, serverView } from '@kafka-tutorial/serving/kstreams';
import { approach } from './modelServer.ts';
import { dataTypeSerde, type ModelStores, storeNames } from './modelStore.ts';

type ViewOptions = Omit<ServerViewOptions, 'approach' | 'models'> & { readonly stores: ModelStores };

/** The server as the HTTP endpoints see it: what this instance has in service. */
export function buildView({ stores, ...options }: ViewOptions): ServerView {
  return serverView({ ...options, approach, models: () => stores.models() });
}

/** What the stores of all instances hold: the statistics, as they were last written. */
export function buildQueries(): GroupQueries {
  const store = queriedKeyValueStore({
    type: QueryableStoreTypes.keyValueStore<string, ServedModelSnapshot>(),
    keySerde: dataTypeSerde,
    parseKey: (dataType) => dataType,
    toJson: statsOf,
  });
  return new GroupQueries({ storeName: storeNames.statistics, store, basePath: storesPath });
}
