import { ensureTopics, type FollowedRecord, followTopic } from '@kafka-tutorial/kafka';
import type { Logger } from '@kafka-tutorial/util';
import type { Kafka } from 'kafkajs';
import { ActorError } from '../errors.ts';
import type { ActorPersistence } from './actorPersistence.ts';
import { KafkaJournal } from './kafkaJournal.ts';
import { unseal } from './sealedRecord.ts';
import { parseStateKey, StateLog } from './stateLog.ts';
import { StateTable } from './stateTable.ts';

export interface KafkaPersistenceOptions {
  readonly kafka: Kafka;
  /** Created when it is missing. */
  readonly topic: string;
  /** Whose state it is, such as a group: others' records in the topic are left alone. At most 150 bytes. */
  readonly scope: string;
  readonly logger: Logger;
}

/** What of a topic that keeps state is not as the cluster's default says. */
export const stateTopicConfig = [
  { name: 'cleanup.policy', value: 'compact' },
  { name: 'max.message.bytes', value: String(16 * 2 ** 20) },
] as const;

/**
 * Keeps state in a compacted topic of one partition, so that an actor can wake up on any machine. Keys are
 * `scope/actor/term/part`: an owner whose term is over writes under keys that nobody looks at any more.
 *
 * Each process reads the topic along. Whoever opens an actor writes a claim first and reads up to it: then it has seen
 * all that owners before have written, and they, reading their own next record, see the claim before it.
 *
 * @throws errors of kafkajs and of lib/kafka
 */
export async function kafkaPersistence(options: KafkaPersistenceOptions): Promise<ActorPersistence> {
  const { kafka, topic, scope, logger } = options;
  await ensureTopics(kafka, [{ topic, partitions: 1, configEntries: stateTopicConfig }]);
  const table = new StateTable();
  const log = new StateLog({ kafka, topic, scope });
  const onRecord = ({ message }: FollowedRecord) => {
    const key = parseStateKey(scope, message.key);
    if (key) table.take(key.actor, key.term, key.part, readValue(message, `${scope}/${key.actor}`, logger));
    log.seen(BigInt(message.offset));
  };
  const follower = await followTopic({
    ...{ kafka, topic, groupId: `${scope}-state`, onRecord, logger },
    onFailure: (error) => log.close(error),
  });
  try {
    await log.connect();
    await follower.caughtUp;
  } catch (error) {
    await Promise.allSettled([follower.stop(), log.disconnect()]);
    throw error;
  }
  return {
    open: (actor, term) => KafkaJournal.open({ actor, term, table, log }),
    actors: async () => table.actors,
    latestTerm: async () => table.latestTerm,
    async close() {
      log.close(new ActorError('ACTOR_STATE_UNUSABLE', 'the state was closed'));
      await Promise.all([follower.stop(), log.disconnect()]);
    },
  };
}

function readValue(
  { key, value }: FollowedRecord['message'],
  owner: string,
  logger: Logger,
): Uint8Array | null | undefined {
  if (value === null) return null;
  try {
    return unseal(owner, value);
  } catch (error) {
    logger.warn(
      `kept state ${key?.toString()} cannot be read: ${(error as Error).message}. Its actor goes on.`,
    );
    return undefined;
  }
}
