import type { BrokerParts } from '../api.ts';
import { KafkaWireError } from '../protocol/errors.ts';
import type { TopicCatalog } from '../topics/topicCatalog.ts';
import type { Fault } from './fault.ts';

/**
 * The broker as a handler meets it when it fails: whatever it asks its parts throws the error, and the handler answers as
 * it answers any failure. With a topic, only that topic fails.
 */
export function failingBroker(
  broker: BrokerParts,
  { error, topic }: Fault & { action: 'fail' },
): BrokerParts {
  const fail = () => {
    throw new KafkaWireError(error, `${error}: a fault that was asked for`);
  };
  if (topic !== undefined) return { ...broker, catalog: withoutTopic(broker.catalog, topic, fail) };
  return {
    ...broker,
    catalog: failing(broker.catalog, fail, ['list']),
    groups: failing(broker.groups, fail),
    transactions: failing(broker.transactions, fail),
    producerIds: failing(broker.producerIds, fail),
  };
}

/** Every method fails, except those that are `spared`: they stand where a handler expects no failure. */
function failing<T extends object>(part: T, fail: () => never, spared: readonly string[] = []): T {
  return new Proxy(part, {
    get(target, name) {
      const value = Reflect.get(target, name, target);
      if (typeof value !== 'function') return value;
      return spared.includes(String(name)) ? value.bind(target) : fail;
    },
  });
}

function withoutTopic(catalog: TopicCatalog, topic: string, fail: () => never): TopicCatalog {
  return new Proxy(catalog, {
    get(target, name) {
      const value = Reflect.get(target, name, target);
      if (typeof value !== 'function') return value;
      return (...asked: unknown[]) => {
        const isId = name === 'byId' && target.byId(String(asked[0]))?.name === topic;
        if (asked[0] === topic || isId) fail();
        return value.apply(target, asked);
      };
    },
  });
}
