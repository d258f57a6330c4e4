import { storesPath } from '@kafka-tutorial/http';
import { KStreamsError, type QueriedStore, Serdes, StoreQueryParameters } from '@kafka-tutorial/kstreams';
import type { ModelStats, ServerView } from '@kafka-tutorial/serving';
import { GroupQueries, type ServerViewOptions, serverView } from '@kafka-tutorial/serving/kstreams';
import { approach, storeName } from './modelServer.ts';
import { ModelStateStoreType } from './modelStateStoreType.ts';

const dataTypeSerde = Serdes.string();
const models = StoreQueryParameters.fromNameAndType(storeName, new ModelStateStoreType());

/** The server as the HTTP endpoints see it: what this instance has in service. */
export function buildView(options: Omit<ServerViewOptions, 'approach' | 'models'>): ServerView {
  let latest: Record<string, ModelStats> = {};
  return serverView({
    ...options,
    approach,
    models() {
      const streams = options.streams();
      // While tasks are given out anew no store can be asked; what was known last is shown then.
      if (streams?.state() !== 'RUNNING') return latest;
      try {
        latest = streams.store(models).models();
      } catch (error) {
        if (!(error instanceof KStreamsError && error.code === 'STORE_NOT_AVAILABLE')) throw error;
        latest = {};
      }
      return latest;
    },
  });
}

/** What the stores of all instances hold, as it is now. */
export function buildQueries(): GroupQueries {
  // Exercise: find the instance that has a key and ask it; merge the answers of all for all keys.
  // Solution: exercises/24-queryable-state/solution/queries.ts.
  const store: QueriedStore = {
    locate: (streams, name, dataType) => streams.queryMetadataForKey(name, dataType, dataTypeSerde),
    read(streams, _name, query) {
      const store = streams.store(models);
      if (query.kind === 'key') {
        return {
          kind: 'key',
          entry: { key: query.key, value: store.getCurrentServingInfo(query.key) ?? null },
        };
      }
      const entries = Object.entries(store.models()).map(([key, value]) => ({ key, value }));
      return query.kind === 'count'
        ? { kind: 'count', count: entries.length }
        : { kind: 'range', entries, isCut: false };
    },
  };
  return new GroupQueries({ storeName, store, basePath: storesPath });
}
