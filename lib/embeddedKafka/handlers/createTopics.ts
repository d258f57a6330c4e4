import type { Handler, RequestContext } from '../api.ts';
import { KafkaWireError, kafkaErrors } from '../protocol/errors.ts';
import type { createTopics } from '../protocol/messages/createTopics.ts';
import { type RequestOf, type ResponseOf, zeroUuid } from '../protocol/types.ts';
import { TopicConfig } from '../topics/topicConfig.ts';
import { wireConfig } from './wireConfig.ts';

type Asked = RequestOf<typeof createTopics>['topics'][number];
type Answered = ResponseOf<typeof createTopics>['topics'][number];

/** Key 19, versions 0–7. -1 stands for the default number of partitions or replicas in every version: kafkajs sends it. */
export const handleCreateTopics: Handler<typeof createTopics> = ({ topics, validateOnly }, context) => {
  const names = topics.map(({ name }) => name);
  return {
    topics: topics.map((asked) => {
      try {
        if (names.indexOf(asked.name) !== names.lastIndexOf(asked.name)) {
          throw new KafkaWireError('INVALID_REQUEST', `${asked.name} stands in the request more than once`);
        }
        return create(asked, validateOnly, context);
      } catch (error) {
        const refused = context.wireError(error);
        return {
          name: asked.name,
          topicId: zeroUuid,
          errorCode: refused.code,
          errorMessage: refused.message,
          numPartitions: -1,
          replicationFactor: -1,
          configs: [],
        };
      }
    }),
  };
};

function create(asked: Asked, validateOnly: boolean, { broker }: RequestContext): Answered {
  const options = {
    partitions: partitionsOf(asked, broker.nodeId, broker.config.defaultPartitions),
    configs: configsOf(asked),
  };
  broker.catalog.checkCreatable(asked.name, options);
  const { id, config } = validateOnly
    ? { id: zeroUuid, config: TopicConfig.parse(options.configs, broker.config.topicDefaults) }
    : broker.catalog.create(asked.name, options);
  return {
    name: asked.name,
    topicId: id,
    errorCode: kafkaErrors.NONE.code,
    numPartitions: options.partitions,
    replicationFactor: 1,
    configs: config.describe().map(wireConfig),
  };
}

function partitionsOf(
  { numPartitions, replicationFactor, assignments }: Asked,
  nodeId: number,
  defaultPartitions: number,
): number {
  if (assignments.length === 0) {
    if (replicationFactor !== -1 && replicationFactor !== 1) {
      throw new KafkaWireError(
        'INVALID_REPLICATION_FACTOR',
        `replication factor ${replicationFactor}; this broker is alone, expected 1`,
      );
    }
    return numPartitions === -1 ? defaultPartitions : numPartitions;
  }
  if (numPartitions !== -1 || replicationFactor !== -1) {
    throw new KafkaWireError('INVALID_REQUEST', 'with assignments, partitions and replicas are -1');
  }
  const indexes = new Set(assignments.map(({ partitionIndex }) => partitionIndex));
  const consecutive = assignments.every((_, index) => indexes.has(index));
  if (
    !consecutive ||
    assignments.some(({ brokerIds }) => brokerIds.length !== 1 || brokerIds[0] !== nodeId)
  ) {
    throw new KafkaWireError(
      'INVALID_REPLICA_ASSIGNMENT',
      `expected partitions from 0 without gaps, each on broker ${nodeId} alone`,
    );
  }
  return assignments.length;
}

function configsOf({ configs }: Asked): Record<string, string> {
  return Object.fromEntries(
    configs.map(({ name, value }) => {
      if (value === null) throw new KafkaWireError('INVALID_CONFIG', `${name} is null; expected a value`);
      return [name, value];
    }),
  );
}
