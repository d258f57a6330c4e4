import { randomUUID } from 'node:crypto';
import type { Cluster, Kafka } from 'kafkajs';

/**
 * kafkajs' connections to the brokers and what it knows of topics, for requests that its clients do not offer. It hands
 * them only to partition assigners: hence the consumer, which never runs and connects nothing.
 */
export function privateCluster(
  kafka: Kafka,
  { allowAutoTopicCreation }: { readonly allowAutoTopicCreation: boolean },
): Cluster {
  let found: Cluster | undefined;
  kafka.consumer({
    groupId: `unused-${randomUUID()}`,
    allowAutoTopicCreation,
    partitionAssigners: [
      ({ cluster }) => {
        found = cluster;
        return neverAsked;
      },
    ],
  });
  if (found === undefined) throw new Error('kafkajs made a consumer without asking its assigner.');
  return found;
}

const neverAsked = {
  name: 'none',
  version: 0,
  protocol: () => ({ name: 'none', metadata: Buffer.alloc(0) }),
  assign: async () => [],
};

/** Whether kafkajs says that what failed may succeed later, also when it has tried a few times itself. */
export function isRetriable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if ('retriable' in error && error.retriable === true) return true;
  return error.name === 'KafkaJSNumberOfRetriesExceeded' && isRetriable(error.cause);
}
