import { randomUUID } from 'node:crypto';
import { describeError, type Logger } from '@kafka-tutorial/util';
import type { Kafka } from 'kafkajs';
import type { TopicRecord } from './describeRecord.ts';

export interface ReadTopicsOptions {
  readonly kafka: Kafka;
  readonly topics: readonly string[];
  readonly fromBeginning: boolean;
  readonly onRecord: (record: TopicRecord) => void;
  /** Kafka can no longer be read, and nothing will be tried again. */
  readonly onFailure: (error: Error) => void;
  readonly logger: Logger;
}

/**
 * Reads topics in a consumer group of its own, which commits nothing.
 *
 * @returns a function that stops reading and deletes the group
 */
export async function readTopics(options: ReadTopicsOptions): Promise<() => Promise<void>> {
  const { kafka, topics, fromBeginning, onRecord, onFailure, logger } = options;
  const groupId = `reader-${randomUUID()}`;
  const consumer = kafka.consumer({ groupId });
  consumer.on(consumer.events.CRASH, ({ payload }) => {
    if (!payload.restart) onFailure(payload.error);
  });
  await consumer.connect();
  await consumer.subscribe({ topics: [...topics], fromBeginning });
  await consumer.run({
    autoCommit: false,
    eachBatch: async ({ batch: { topic, partition, messages } }) => {
      for (const message of messages) onRecord({ topic, partition, message });
    },
  });
  return async () => {
    await consumer.disconnect();
    const admin = kafka.admin({ retry: { retries: 1 } });
    try {
      await admin.connect();
      await admin.deleteGroups([groupId]);
    } catch (error) {
      // Kafka forgets an empty group by itself.
      logger.debug(`the group ${groupId} stays: ${describeError(error)}`);
    }
    await admin.disconnect();
  };
}
