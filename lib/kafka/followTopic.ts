import type { Logger } from '@kafka-tutorial/util';
import type { EachMessagePayload, Kafka } from 'kafkajs';
import type { KafkaConnectionError } from './errors.ts';
import { TopicFollower } from './topicFollower.ts';

/** A record of the followed topic, in kafkajs's form. */
export type FollowedRecord = Pick<EachMessagePayload, 'topic' | 'partition' | 'message'>;

export interface FollowOptions {
  readonly kafka: Kafka;
  readonly topic: string;
  /** How the name of the follower's own consumer group begins; a random ending is added. */
  readonly groupId: string;
  /** Takes the records of a partition one after the other; the next one waits for its promise. One that it rejects comes again. */
  readonly onRecord: (record: FollowedRecord) => Promise<void> | void;
  /** The topic can no longer be read, and nothing will be tried again. */
  readonly onFailure?: (error: KafkaConnectionError) => void;
  readonly logger: Logger;
}

export interface Follower {
  /**
   * Resolves when every partition has been read to the end that it had when following began.
   * Rejects with KAFKA_FOLLOWING_ENDED when that fails, or when the follower is stopped before.
   */
  readonly caughtUp: Promise<void>;
  /** Waits for the record in hand, leaves and deletes the group. May be called again. */
  stop(): Promise<void>;
}

/**
 * Reads all partitions of a topic from the beginning and then goes on with what arrives. Nothing is committed: who follows again
 * reads everything again. Records of aborted transactions are left out; an open one holds up `caughtUp` until it ends.
 *
 * @throws errors of kafkajs when the topic does not exist or Kafka does not answer
 */
export async function followTopic(options: FollowOptions): Promise<Follower> {
  const follower = new TopicFollower(options);
  try {
    await follower.start();
    return follower;
  } catch (error) {
    await follower.stop();
    throw error;
  }
}
