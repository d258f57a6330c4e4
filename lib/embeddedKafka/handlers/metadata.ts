import type { Handler, RequestContext } from '../api.ts';
import { KafkaWireError, kafkaErrors } from '../protocol/errors.ts';
import type { metadata } from '../protocol/messages/metadata.ts';
import { type RequestOf, type ResponseOf, zeroUuid } from '../protocol/types.ts';
import type { Topic } from '../topics/topicCatalog.ts';

type Request = RequestOf<typeof metadata>;
type Asked = NonNullable<Request['topics']>[number];
type Answered = ResponseOf<typeof metadata>['topics'][number];

/**
 * Key 3, versions 0–12. A missing topic is created before the answer, which then names its leaders: kafkajs gives up
 * at UNKNOWN_TOPIC_OR_PARTITION, and a partition that is not ready yet could break an idempotent producer.
 */
export const handleMetadata: Handler<typeof metadata> = (request, context) => {
  const { broker, advertised, apiVersion } = context;
  // Before there was null, an empty list meant all topics.
  const all = request.topics === null || (apiVersion === 0 && request.topics.length === 0);
  return {
    brokers: [{ nodeId: broker.nodeId, ...advertised }],
    clusterId: broker.clusterId,
    controllerId: broker.nodeId,
    topics: all
      ? broker.catalog.list().map((topic) => describe(topic, broker.nodeId))
      : (request.topics ?? []).map((asked) => answer(asked, request.allowAutoTopicCreation, context)),
  };
};

function answer(asked: Asked, mayCreate: boolean, context: RequestContext): Answered {
  try {
    return describe(find(asked, mayCreate, context), context.broker.nodeId);
  } catch (error) {
    return {
      errorCode: context.wireError(error).code,
      name: asked.name ?? (context.apiVersion < 12 ? '' : null),
      topicId: asked.topicId,
      isInternal: false,
      partitions: [],
    };
  }
}

function find({ name, topicId }: Asked, mayCreate: boolean, { broker }: RequestContext): Topic {
  if (name === null) {
    const topic = topicId === zeroUuid ? undefined : broker.catalog.byId(topicId);
    if (!topic) throw new KafkaWireError('UNKNOWN_TOPIC_ID');
    return topic;
  }
  const topic = broker.catalog.get(name);
  if (topic) return topic;
  if (!mayCreate || !broker.config.autoCreateTopics) throw new KafkaWireError('UNKNOWN_TOPIC_OR_PARTITION');
  return broker.catalog.create(name, { partitions: broker.config.defaultPartitions });
}

function describe(topic: Topic, nodeId: number): Answered {
  return {
    errorCode: kafkaErrors.NONE.code,
    name: topic.name,
    topicId: topic.id,
    isInternal: topic.internal,
    partitions: topic.partitions.map((_, partitionIndex) => ({
      errorCode: kafkaErrors.NONE.code,
      partitionIndex,
      leaderId: nodeId,
      leaderEpoch: 0,
      replicaNodes: [nodeId],
      isrNodes: [nodeId],
      offlineReplicas: [],
    })),
  };
}
