import type { KafkaMessage } from 'kafkajs';

/** A record from Kafka and where it stands. */
export interface InputRecord {
  readonly topic: string;
  readonly partition: number;
  readonly message: KafkaMessage;
}
