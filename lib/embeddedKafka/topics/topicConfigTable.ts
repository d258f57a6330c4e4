export type ConfigType = 'boolean' | 'string' | 'int' | 'long' | 'double' | 'list';

/** How one topic config is read: its type, its bounds, what it is when nobody set it. */
export interface ConfigDefinition {
  readonly type: ConfigType;
  readonly default: string;
  /** Name of the broker-wide setting of the same thing. */
  readonly brokerName: string;
  /** Kafka keeps the default of these under the name of a coarser unit, such as log.retention.hours. */
  readonly hasOwnDefault?: false;
  /** Bounds of a number, both included. */
  readonly min?: number;
  readonly max?: number;
  /** Legal values of a string, legal elements of a list. */
  readonly values?: readonly string[];
  readonly doc: string;
}

const maxInt = 2 ** 31 - 1;

/** Kafka's topic configs that this broker takes. Names, types, defaults and bounds are Kafka's. */
export const topicConfigTable = {
  'cleanup.policy': {
    type: 'list',
    default: 'delete',
    brokerName: 'log.cleanup.policy',
    values: ['delete', 'compact'],
    doc: 'Whether old segments are deleted, or compacted to the latest record of each key.',
  },
  'compression.type': {
    type: 'string',
    default: 'producer',
    brokerName: 'compression.type',
    values: ['producer'],
    doc: 'Batches are kept as the producer compressed them.',
  },
  'delete.retention.ms': {
    type: 'long',
    default: '86400000',
    brokerName: 'log.cleaner.delete.retention.ms',
    min: 0,
    doc: 'How long a tombstone survives compaction.',
  },
  'max.compaction.lag.ms': {
    type: 'long',
    default: '9223372036854775807',
    brokerName: 'log.cleaner.max.compaction.lag.ms',
    min: 1,
    doc: 'How long a record of a compacted topic may stay in the segment that is appended to.',
  },
  'max.message.bytes': {
    type: 'int',
    default: '1048588',
    brokerName: 'message.max.bytes',
    min: 0,
    max: maxInt,
    doc: 'The largest batch that is accepted, in bytes as sent.',
  },
  'message.timestamp.after.max.ms': {
    type: 'long',
    default: '3600000',
    brokerName: 'log.message.timestamp.after.max.ms',
    min: 0,
    doc: "How far a producer's timestamp may lie ahead of the broker's clock.",
  },
  'message.timestamp.before.max.ms': {
    type: 'long',
    default: '9223372036854775807',
    brokerName: 'log.message.timestamp.before.max.ms',
    min: 0,
    doc: "How far a producer's timestamp may lie behind the broker's clock.",
  },
  'message.timestamp.type': {
    type: 'string',
    default: 'CreateTime',
    brokerName: 'log.message.timestamp.type',
    values: ['CreateTime', 'LogAppendTime'],
    doc: "Whether records keep the producer's time or get the broker's.",
  },
  'min.cleanable.dirty.ratio': {
    type: 'double',
    default: '0.5',
    brokerName: 'log.cleaner.min.cleanable.ratio',
    min: 0,
    max: 1,
    doc: 'How much of the log must be uncompacted before it is compacted again.',
  },
  'min.compaction.lag.ms': {
    type: 'long',
    default: '0',
    brokerName: 'log.cleaner.min.compaction.lag.ms',
    min: 0,
    doc: 'How long a record is safe from compaction.',
  },
  'min.insync.replicas': {
    type: 'int',
    default: '1',
    brokerName: 'min.insync.replicas',
    min: 1,
    max: maxInt,
    doc: 'Replicas that must have a record before acks=all is answered; a single node has one.',
  },
  'retention.bytes': {
    type: 'long',
    default: '-1',
    brokerName: 'log.retention.bytes',
    min: -1,
    doc: 'Size beyond which old segments of a partition are deleted; −1: no limit.',
  },
  'retention.ms': {
    type: 'long',
    default: '604800000',
    brokerName: 'log.retention.ms',
    hasOwnDefault: false,
    min: -1,
    doc: 'Age beyond which a segment is deleted; −1: none.',
  },
  'segment.bytes': {
    type: 'int',
    default: '1073741824',
    brokerName: 'log.segment.bytes',
    min: 14,
    max: maxInt,
    doc: 'Size beyond which a new segment is begun.',
  },
  'segment.ms': {
    type: 'long',
    default: '604800000',
    brokerName: 'log.roll.ms',
    hasOwnDefault: false,
    min: 1,
    doc: 'Age beyond which a new segment is begun, so that retention can remove the old one.',
  },
} as const satisfies Record<string, ConfigDefinition>;

export type TopicConfigName = keyof typeof topicConfigTable;

export const topicConfigNames = Object.keys(topicConfigTable) as TopicConfigName[];

export function isTopicConfigName(name: string): name is TopicConfigName {
  return Object.hasOwn(topicConfigTable, name);
}

/** The elements of a config of type list. */
export function configElements(list: string): string[] {
  return list.split(',').map((element) => element.trim());
}
