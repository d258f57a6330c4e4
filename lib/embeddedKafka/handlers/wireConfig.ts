import type { ConfigEntry, ConfigSource } from '../topics/topicConfig.ts';

/** A config of a topic or of the broker. */
export type DescribedConfig = Omit<ConfigEntry, 'name'> & { readonly name: string };

/** Kafka's numbers for where a value comes from. */
const sources: Record<ConfigSource, number> = {
  DYNAMIC_TOPIC_CONFIG: 1,
  STATIC_BROKER_CONFIG: 4,
  DEFAULT_CONFIG: 5,
};

/** Kafka's numbers for the types of configs. */
const types: Record<ConfigEntry['type'], number> = {
  boolean: 1,
  string: 2,
  int: 3,
  long: 5,
  double: 6,
  list: 7,
};

/** A config as CreateTopics and DescribeConfigs tell it. */
export function wireConfig({ name, value, type, isDefault, source, synonyms, doc }: DescribedConfig) {
  return {
    name,
    value,
    readOnly: false,
    isDefault,
    configSource: sources[source],
    isSensitive: false,
    synonyms: synonyms.map((synonym) => ({ ...synonym, source: sources[synonym.source] })),
    configType: types[type],
    documentation: doc,
  };
}
