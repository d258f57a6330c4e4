import type { Logger } from '@kafka-tutorial/util';
import {
  type Consumer,
  type ConsumerConfig,
  Kafka,
  logLevel,
  Partitioners,
  type Producer,
  type ProducerConfig,
} from 'kafkajs';
import { kafkaLogCreator } from './kafkaLog.ts';
import type { KafkaSecurity } from './security.ts';

export interface ClientOptions {
  /** Names the program in the broker's log. */
  readonly clientId: string;
  /** host:port each. */
  readonly brokers: readonly string[];
  readonly security: KafkaSecurity;
  readonly logger: Logger;
}

// A stopping consumer waits for the fetch that is under way, by default for up to 5 s. Records end a fetch at once,
// so that a shorter wait delays none of them.
const maxWaitTimeInMs = 500;

class TutorialKafka extends Kafka {
  /** As in kafkajs; the partitioner is Java's, and said so kafkajs does not warn about it. */
  override producer(config?: ProducerConfig): Producer {
    return super.producer({ createPartitioner: Partitioners.DefaultPartitioner, ...config });
  }

  /** As in kafkajs; a fetch waits for at most half a second by default. */
  override consumer(config: ConsumerConfig): Consumer {
    return super.consumer({ maxWaitTimeInMs, ...config });
  }
}

/**
 * Makes the kafkajs client of a program. It connects when a producer, consumer or admin of it does, and rides out a broker
 * that is away for about fifteen seconds.
 */
export function createClient({ clientId, brokers, security, logger }: ClientOptions): Kafka {
  return new TutorialKafka({
    clientId,
    brokers: [...brokers],
    ...security,
    connectionTimeout: 3_000,
    requestTimeout: 30_000,
    // All of them: the defaults of kafkajs are others when NODE_ENV is "test".
    retry: { initialRetryTime: 100, maxRetryTime: 5_000, factor: 0.2, multiplier: 2, retries: 8 },
    // kafkajs describes every request at DEBUG, which costs time even when nobody reads it.
    logLevel: logLevel.INFO,
    logCreator: kafkaLogCreator(logger),
  });
}
