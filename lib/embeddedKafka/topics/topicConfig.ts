import type { LogConfig, TimestampType } from '../log/logConfig.ts';
import { KafkaWireError } from '../protocol/errors.ts';
import {
  type ConfigDefinition,
  type ConfigType,
  configElements,
  isTopicConfigName,
  type TopicConfigName,
  topicConfigNames,
  topicConfigTable,
} from './topicConfigTable.ts';

/** Where a value comes from, by Kafka's names. */
export type ConfigSource = 'DYNAMIC_TOPIC_CONFIG' | 'STATIC_BROKER_CONFIG' | 'DEFAULT_CONFIG';

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

type ConfigValues = Readonly<Record<string, string>>;

/** A topic's configuration: what was set on the topic, over the broker's settings, over the defaults. */
export class TopicConfig {
  /** The values set on the topic itself. */
  readonly set: ConfigValues;
  readonly #brokerDefaults: ConfigValues;

  private constructor(set: ConfigValues, brokerDefaults: ConfigValues) {
    this.set = set;
    this.#brokerDefaults = brokerDefaults;
  }

  /**
   * @param set values set on the topic
   * @param brokerDefaults values the broker was started with; both by topic config name
   * @throws KafkaWireError INVALID_CONFIG naming the config, the value and what is expected
   */
  static parse(set: ConfigValues, brokerDefaults: ConfigValues = {}): TopicConfig {
    for (const [name, value] of [...Object.entries(brokerDefaults), ...Object.entries(set)])
      check(name, value);
    return new TopicConfig({ ...set }, { ...brokerDefaults });
  }

  /** What the log needs. */
  get log(): LogConfig {
    const number = (name: TopicConfigName) => Number(this.#value(name));
    const policies = configElements(this.#value('cleanup.policy'));
    return {
      segmentBytes: number('segment.bytes'),
      segmentMs: number('segment.ms'),
      maxMessageBytes: number('max.message.bytes'),
      timestampType: this.#value('message.timestamp.type') as TimestampType,
      timestampBeforeMaxMs: number('message.timestamp.before.max.ms'),
      timestampAfterMaxMs: number('message.timestamp.after.max.ms'),
      compacted: policies.includes('compact'),
      deleted: policies.includes('delete'),
      retentionMs: number('retention.ms'),
      retentionBytes: number('retention.bytes'),
      minCompactionLagMs: number('min.compaction.lag.ms'),
      maxCompactionLagMs: number('max.compaction.lag.ms'),
      deleteRetentionMs: number('delete.retention.ms'),
      minCleanableDirtyRatio: number('min.cleanable.dirty.ratio'),
    };
  }

  /** All configs in the order of the table. */
  describe(): ConfigEntry[] {
    return topicConfigNames.map((name) => {
      const places = this.#places(name);
      const { value, source } = places[0] as ConfigSynonym;
      const { type, doc, hasOwnDefault }: ConfigDefinition = topicConfigTable[name];
      const synonyms =
        hasOwnDefault === false ? places.filter((place) => place.source !== 'DEFAULT_CONFIG') : places;
      return { name, value, type, isDefault: source === 'DEFAULT_CONFIG', source, synonyms, doc };
    });
  }

  #value(name: TopicConfigName): string {
    return (this.#places(name)[0] as ConfigSynonym).value;
  }

  /** Where the value may come from, the place in force first; the default is always there. */
  #places(name: TopicConfigName): ConfigSynonym[] {
    const { brokerName, default: byDefault } = topicConfigTable[name];
    const places = [
      { name, value: this.set[name], source: 'DYNAMIC_TOPIC_CONFIG' },
      { name: brokerName, value: this.#brokerDefaults[name], source: 'STATIC_BROKER_CONFIG' },
      { name: brokerName, value: byDefault, source: 'DEFAULT_CONFIG' },
    ] as const;
    return places.filter((place): place is typeof place & { value: string } => place.value !== undefined);
  }
}

function check(name: string, value: string): void {
  if (!isTopicConfigName(name)) {
    throw new KafkaWireError('INVALID_CONFIG', `expected one of ${topicConfigNames.join(', ')}, got ${name}`);
  }
  const definition: ConfigDefinition = topicConfigTable[name];
  if (!isLegal(definition, value)) {
    throw new KafkaWireError(
      'INVALID_CONFIG',
      `expected ${expectation(definition)} for ${name}, got '${value}'`,
    );
  }
}

function isLegal(
  { type, values, min = -Infinity, max = Infinity }: ConfigDefinition,
  value: string,
): boolean {
  if (values)
    return (type === 'list' ? configElements(value) : [value]).every((element) => values.includes(element));
  const form = type === 'double' ? /^-?\d+(\.\d+)?$/ : /^-?\d{1,15}$|^9223372036854775807$/;
  return form.test(value) && Number(value) >= min && Number(value) <= max;
}

function expectation({ type, values, min, max }: ConfigDefinition): string {
  if (values) return `${type === 'list' ? 'some' : 'one'} of ${values.join(', ')}`;
  const bounds = [min === undefined ? '' : ` from ${min}`, max === undefined ? '' : ` to ${max}`];
  return `${type === 'double' ? 'a number' : 'a whole number'}${bounds.join('')}`;
}
