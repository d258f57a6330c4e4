import type { BrokerParts, Handler } from '../api.ts';
import { KafkaWireError, kafkaErrors } from '../protocol/errors.ts';
import type { describeConfigs } from '../protocol/messages/describeConfigs.ts';
import type { RequestOf } from '../protocol/types.ts';
import { brokerResource, topicResource } from './configResources.ts';
import { describeBroker } from './describeBroker.ts';
import { type DescribedConfig, wireConfig } from './wireConfig.ts';

type Resource = RequestOf<typeof describeConfigs>['resources'][number];

/** Key 32, versions 0–4, for topics and for this broker. */
export const handleDescribeConfigs: Handler<typeof describeConfigs> = (request, context) => ({
  results: request.resources.map((resource) => {
    const { resourceType, resourceName, configurationKeys } = resource;
    try {
      const configs = entriesOf(resource, context.broker)
        .filter(({ name }) => configurationKeys === null || configurationKeys.includes(name))
        .map((entry) => {
          const config = wireConfig(entry);
          return {
            ...config,
            synonyms: request.includeSynonyms ? config.synonyms : [],
            documentation: request.includeDocumentation ? config.documentation : null,
          };
        });
      return { errorCode: kafkaErrors.NONE.code, resourceType, resourceName, configs };
    } catch (error) {
      const { code, message } = context.wireError(error);
      return { errorCode: code, errorMessage: message, resourceType, resourceName, configs: [] };
    }
  }),
});

function entriesOf({ resourceType, resourceName }: Resource, broker: BrokerParts): DescribedConfig[] {
  if (resourceType === topicResource) {
    const topic = broker.catalog.get(resourceName);
    if (!topic) throw new KafkaWireError('UNKNOWN_TOPIC_OR_PARTITION');
    return topic.config.describe();
  }
  if (resourceType !== brokerResource) {
    throw new KafkaWireError(
      'INVALID_REQUEST',
      `resource type ${resourceType}; expected 2, topic, or 4, broker`,
    );
  }
  if (resourceName !== String(broker.nodeId)) {
    throw new KafkaWireError('INVALID_REQUEST', `broker "${resourceName}"; expected "${broker.nodeId}"`);
  }
  return describeBroker(broker);
}
