import type { RequestContext } from '../api.ts';
import { KafkaWireError, kafkaErrors } from '../protocol/errors.ts';
import { topicResource } from './configResources.ts';

interface Resource {
  readonly resourceType: number;
  readonly resourceName: string;
  readonly configs: readonly { readonly name: string }[];
}

/**
 * Both ways of altering configs: each resource is answered for itself. Configs of topics can be altered; what the broker
 * was started with cannot.
 * @param change gives the configs that the topic shall have, from those set on it
 */
export function alterResources<R extends Resource>(
  resources: readonly R[],
  validateOnly: boolean,
  context: RequestContext,
  change: (resource: R, set: Readonly<Record<string, string>>) => Record<string, string>,
) {
  const keys = resources.map(keyOf);
  return {
    responses: resources.map((resource) => {
      const { resourceType, resourceName } = resource;
      try {
        if (keys.indexOf(keyOf(resource)) !== keys.lastIndexOf(keyOf(resource))) {
          throw new KafkaWireError('INVALID_REQUEST', `${resourceName} stands in the request more than once`);
        }
        alter(resource, validateOnly, context, change);
        return { errorCode: kafkaErrors.NONE.code, resourceType, resourceName };
      } catch (error) {
        const { code, message } = context.wireError(error);
        return { errorCode: code, errorMessage: message, resourceType, resourceName };
      }
    }),
  };
}

function alter<R extends Resource>(
  resource: R,
  validateOnly: boolean,
  { broker }: RequestContext,
  change: (resource: R, set: Readonly<Record<string, string>>) => Record<string, string>,
): void {
  const { resourceType, resourceName, configs } = resource;
  if (resourceType !== topicResource) {
    throw new KafkaWireError(
      'INVALID_REQUEST',
      `expected resource type ${topicResource}, topic, got ${resourceType}: this broker takes its settings at start`,
    );
  }
  const names = configs.map(({ name }) => name);
  if (new Set(names).size < names.length) {
    throw new KafkaWireError(
      'INVALID_REQUEST',
      `a config of ${resourceName} stands in the request more than once`,
    );
  }
  const topic = broker.catalog.get(resourceName);
  if (!topic) throw new KafkaWireError('UNKNOWN_TOPIC_OR_PARTITION', `there is no topic '${resourceName}'`);
  const changed = change(resource, topic.config.set);
  if (validateOnly) broker.catalog.parseConfigs(changed);
  else broker.catalog.setConfigs(resourceName, changed);
}

function keyOf({ resourceType, resourceName }: Resource): string {
  return `${resourceType} ${resourceName}`;
}
