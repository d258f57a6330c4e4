import type { Consumer, Kafka, KafkaMessage } from 'kafkajs';

/** What a member needs. */
export interface MemberOptions {
  readonly groupId: string;
  readonly topic: string;
  /** Does the work for a record; it is done when the promise resolves. */
  readonly process: (message: KafkaMessage) => Promise<void>;
}

/**
 * Starts a member of a consumer group, which begins where the group has committed, or else at the beginning. It commits
 * a record when it is done: whatever happens, each record is processed at least once.
 *
 * @returns the consumer, to be disconnected by the caller
 */
export async function startMember(
  kafka: Kafka,
  { groupId, topic, process }: MemberOptions,
): Promise<Consumer> {
  const consumer = kafka.consumer({ groupId });
  await consumer.connect();
  await consumer.subscribe({ topic, fromBeginning: true });
  await consumer.run({
    autoCommit: false,
    eachMessage: async ({ message }) => {
      await process(message);
    },
  });
  return consumer;
}
