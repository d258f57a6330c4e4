import type { Answer, ServerView, StoreQueries } from '@kafka-tutorial/serving';
import {
  errorAnswer,
  instancesOf,
  notReady,
  type ServerViewOptions,
  serverView,
} from '@kafka-tutorial/serving/kstreams';
import { approach } from './modelServer.ts';
import type { ModelStore } from './modelStore.ts';

type ViewOptions = Omit<ServerViewOptions, 'approach' | 'models'> & { readonly store: ModelStore };

/** The server as the HTTP endpoints see it: what this instance has in service. */
export function buildView({ store, ...options }: ViewOptions): ServerView {
  return serverView({ ...options, approach, models: () => store.models() });
}

/**
 * Kafka Streams knows nothing of an object in memory: it can tell which servers there are, but not which of them has the
 * model for a data type. So this one answers for itself alone.
 */
export function buildQueries({ store, streams }: Pick<ViewOptions, 'store' | 'streams'>): StoreQueries {
  return {
    async value(dataType): Promise<Answer> {
      const models = store.models();
      if (dataType === undefined) return { status: 200, body: models };
      if (Object.hasOwn(models, dataType)) return { status: 200, body: models[dataType] };
      return errorAnswer(404, 'HTTP_NOT_FOUND', `There is no model for ${dataType.slice(0, 100)} here.`);
    },
    instances(storeName) {
      const running = streams();
      return running ? instancesOf(running, storeName) : notReady;
    },
    answer: async () => errorAnswer(404, 'HTTP_NOT_FOUND', 'There are no stores here.'),
  };
}
