import type { BrokerParts } from '../api.ts';
import type { DescribedConfig } from './wireConfig.ts';

/** The broker's own settings under the names they have in Kafka. */
export function describeBroker({ nodeId, config }: BrokerParts): DescribedConfig[] {
  const entry = (
    name: string,
    type: DescribedConfig['type'],
    value: string,
    doc: string,
  ): DescribedConfig => ({
    name,
    value,
    type,
    isDefault: false,
    source: 'STATIC_BROKER_CONFIG',
    synonyms: [{ name, value, source: 'STATIC_BROKER_CONFIG' }],
    doc,
  });
  return [
    entry('node.id', 'int', String(nodeId), 'The number of this broker.'),
    entry(
      'auto.create.topics.enable',
      'boolean',
      String(config.autoCreateTopics),
      'Whether a client that asks about a missing topic gets it created.',
    ),
    entry(
      'num.partitions',
      'int',
      String(config.defaultPartitions),
      'Partitions of a topic whose creator names no number.',
    ),
    entry('default.replication.factor', 'int', '1', 'Replicas of a topic: this broker is alone.'),
  ];
}
