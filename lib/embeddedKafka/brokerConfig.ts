import { EmbeddedKafkaError } from './errors.ts';
import type { GroupConfig } from './groups/groupConfig.ts';
import type { HousekeepingConfig } from './housekeeping.ts';
import { KafkaWireError } from './protocol/errors.ts';
import { TopicConfig } from './topics/topicConfig.ts';
import type { TransactionConfig } from './transactions/transactionConfig.ts';

/** Settings of the broker; plain data, so that they can be handed to a child process. */
export interface BrokerConfig {
  /** Whether a client that asks about a missing topic gets it created. */
  readonly autoCreateTopics: boolean;
  /** Partitions of a topic whose creator names no number. */
  readonly defaultPartitions: number;
  /** Values for topics that do not set their own, by topic config name, as in `{ 'segment.bytes': '1048576' }`. */
  readonly topicDefaults: Readonly<Record<string, string>>;
  /** Settings of the group coordinator that differ from its defaults. */
  readonly groups: Readonly<Partial<GroupConfig>>;
  /** Settings of the transaction coordinator that differ from its defaults. */
  readonly transactions: Readonly<Partial<TransactionConfig>>;
  /** How often old records are deleted and logs compacted. */
  readonly housekeeping: Readonly<Partial<HousekeepingConfig>>;
}

/**
 * Fills in the defaults.
 *
 * @throws EmbeddedKafkaError OPTION_INVALID
 */
export function brokerConfig(settings: Partial<BrokerConfig> = {}): BrokerConfig {
  const parts = { groups: {}, transactions: {}, housekeeping: {} };
  const config = { autoCreateTopics: true, defaultPartitions: 1, topicDefaults: {}, ...parts, ...settings };
  if (!Number.isInteger(config.defaultPartitions) || config.defaultPartitions < 1) {
    throw new EmbeddedKafkaError(
      'OPTION_INVALID',
      `defaultPartitions is ${config.defaultPartitions}; expected a whole number from 1`,
    );
  }
  try {
    TopicConfig.parse({}, config.topicDefaults);
  } catch (error) {
    if (!(error instanceof KafkaWireError)) throw error;
    throw new EmbeddedKafkaError('OPTION_INVALID', `topicDefaults: ${error.message}`);
  }
  return config;
}
