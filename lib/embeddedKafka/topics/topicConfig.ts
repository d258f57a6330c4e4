import type { LogConfig } from '../log/logConfig.ts';

/** Where a value comes from, by Kafka's names. */
export type ConfigSource = 'DYNAMIC_TOPIC_CONFIG' | 'STATIC_BROKER_CONFIG' | 'DEFAULT_CONFIG';

export type ConfigType = 'boolean' | 'string' | 'int' | 'long' | 'double' | 'list';

export interface ConfigSynonym {
  name: string;
  value: string;
  source: ConfigSource;
}

/** One line of DescribeConfigs. */
export interface ConfigEntry {
  name: string;
  value: string;
  type: ConfigType;
  isDefault: boolean;
  source: ConfigSource;
  /** All the places that set it, the one in force first. */
  synonyms: ConfigSynonym[];
  doc: string;
}

/** A topic's configuration: what was set on the topic, over the broker's settings, over the defaults. */
export class TopicConfig {
  /**
   * @param set values set on the topic, @param brokerDefaults values the broker was started with, both by topic config name.
   * @throws KafkaWireError INVALID_CONFIG naming the config, the value and what is expected.
   */
  static parse(
    _set: Readonly<Record<string, string>>,
    _brokerDefaults: Readonly<Record<string, string>> = {},
  ): TopicConfig {
    throw new Error('unfinished');
  }

  /** The values set on the topic itself. */
  readonly set: Readonly<Record<string, string>> = {};

  /** What the log needs. */
  get log(): LogConfig {
    throw new Error('unfinished');
  }

  /** All configs in the order of the table. */
  describe(): ConfigEntry[] {
    throw new Error('unfinished');
  }
}
