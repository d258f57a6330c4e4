import type { Handler } from '../api.ts';
import { KafkaWireError } from '../protocol/errors.ts';
import type { incrementalAlterConfigs } from '../protocol/messages/incrementalAlterConfigs.ts';
import type { RequestOf } from '../protocol/types.ts';
import { configElements, isTopicConfigName, topicConfigTable } from '../topics/topicConfigTable.ts';
import { alterResources } from './alterResources.ts';

type Change = RequestOf<typeof incrementalAlterConfigs>['resources'][number]['configs'][number];

const operations = { set: 0, delete: 1, append: 2, subtract: 3 } as const;

/** Key 44, versions 0–1: sets and deletes single configs, and adds to and takes from lists. */
export const handleIncrementalAlterConfigs: Handler<typeof incrementalAlterConfigs> = (request, context) =>
  alterResources(request.resources, request.validateOnly, context, ({ configs }, set) => {
    const changed = new Map(Object.entries(set));
    for (const change of configs) apply(change, changed);
    return Object.fromEntries(changed);
  });

function apply({ name, configOperation, value }: Change, configs: Map<string, string>): void {
  if (configOperation === operations.delete) {
    configs.delete(name);
    return;
  }
  if (value === null) throw new KafkaWireError('INVALID_REQUEST', `${name} is null; expected a value`);
  switch (configOperation) {
    case operations.set:
      configs.set(name, value);
      return;
    case operations.append:
      configs.set(name, [...new Set([...listOf(name, configs), ...configElements(value)])].join(','));
      return;
    case operations.subtract: {
      const taken = configElements(value);
      configs.set(
        name,
        listOf(name, configs)
          .filter((element) => !taken.includes(element))
          .join(','),
      );
      return;
    }
    default:
      throw new KafkaWireError(
        'INVALID_REQUEST',
        `expected an operation from 0 to 3, got ${configOperation}`,
      );
  }
}

function listOf(name: string, configs: ReadonlyMap<string, string>): string[] {
  if (!isTopicConfigName(name) || topicConfigTable[name].type !== 'list') {
    throw new KafkaWireError('INVALID_CONFIG', `expected a list to add to or to take from, ${name} is none`);
  }
  return configElements(configs.get(name) ?? topicConfigTable[name].default);
}
