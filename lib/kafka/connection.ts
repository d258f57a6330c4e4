import type { Kafka } from 'kafkajs';

/** Where a Kafka came from. */
export type KafkaOrigin = 'environment' | 'localhost' | 'testcontainers' | 'embedded';

/** A Kafka that answers, and a client for it. */
export interface KafkaConnection {
  readonly origin: KafkaOrigin;
  /** host:port of the bootstrap servers. */
  readonly brokers: readonly string[];
  readonly kafka: Kafka;
  /** Stops what was started for this connection: a container or an embedded broker; does nothing otherwise. */
  stop(): Promise<void>;
}
