import type { KafkaOrigin } from '../connection.ts';
import type { KafkaSecurity } from '../security.ts';

/** One way to come by a Kafka. */
export interface Provisioner {
  /**
   * Finds or starts a Kafka, and returns when it answers; undefined when there is none of this kind and the next way is to be
   * tried.
   *
   * @throws KafkaConnectionError when this way was asked for and fails; nothing is left running then
   */
  provision(): Promise<ProvisionedKafka | undefined>;
}

/** A way that starts a Kafka, and so always has one to give. */
export interface Starter extends Provisioner {
  /** How long it may take from the start until a Kafka of this kind answers. */
  readonly readyMs: number;
  provision(): Promise<ProvisionedKafka>;
}

/** A Kafka that answers. */
export interface ProvisionedKafka {
  readonly origin: KafkaOrigin;
  /** host:port each. */
  readonly brokers: readonly string[];
  readonly security: KafkaSecurity;
  /** Stops what was started, if anything was; may be called again. */
  stop(): Promise<void>;
}

/** The stop function of a Kafka that was there before: it is not ours to stop. */
export async function leaveRunning(): Promise<void> {}
