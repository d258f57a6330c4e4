import { setTimeout as sleep } from 'node:timers/promises';

/** Times in milliseconds. */
export interface ProducerTiming {
  now(): number;
  sleep(milliseconds: number): Promise<unknown>;
  /** How long a record may take until it is acknowledged. Java's delivery.timeout.ms. */
  readonly deliveryTimeoutMs: number;
  /** Before a batch is sent again; doubled each time up to the second. Java's retry.backoff.ms and its maximum. */
  readonly backoffMs: number;
  readonly maxBackoffMs: number;
}

export const producerTiming: ProducerTiming = {
  now: () => Date.now(),
  sleep,
  deliveryTimeoutMs: 120_000,
  backoffMs: 100,
  maxBackoffMs: 1_000,
};
