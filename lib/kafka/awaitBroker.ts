import { setTimeout as sleep } from 'node:timers/promises';
import { silentLogger } from '@kafka-tutorial/util';
import { Kafka } from 'kafkajs';
import { KafkaConnectionError } from './errors.ts';
import { kafkaLogCreator } from './kafkaLog.ts';
import type { KafkaSecurity } from './security.ts';
import { unreachable } from './unreachable.ts';
import { OutOfTime, within } from './within.ts';

const pauseMs = 200;
const attemptMs = 3_000;

/**
 * Waits until a cluster answers a request that only a working one can: who is your controller? It is sent to the address that
 * the cluster advertises, so that a wrong advertised address is found here and not later.
 *
 * @param timeoutMs how long a cluster may take that is just starting
 * @throws KafkaConnectionError KAFKA_AUTHENTICATION_FAILED at once; KAFKA_UNREACHABLE after the time
 */
export async function awaitBroker(
  brokers: readonly string[],
  security: KafkaSecurity,
  timeoutMs: number,
): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  const admin = new Kafka({
    clientId: 'connection-check',
    brokers: [...brokers],
    ...security,
    connectionTimeout: attemptMs,
    authenticationTimeout: attemptMs,
    requestTimeout: attemptMs,
    retry: { initialRetryTime: pauseMs, maxRetryTime: pauseMs, factor: 0, multiplier: 1, retries: 0 },
    logCreator: kafkaLogCreator(silentLogger),
  }).admin();
  let cause: unknown = new Error('no answer');
  try {
    while (Date.now() < deadline) {
      try {
        await within(
          deadline - Date.now(),
          admin.connect().then(() => admin.describeCluster()),
        );
        return;
      } catch (error) {
        const root = rootCause(error);
        if (isAuthenticationError(root)) throw authenticationFailed(brokers, root);
        if (!(root instanceof OutOfTime)) cause = root;
      }
      await sleep(pauseMs);
    }
  } finally {
    admin.disconnect().catch(() => {});
  }
  throw await unreachable(brokers, security, timeoutMs, cause);
}

/** kafkajs wraps what happened into an error about its retries. */
function rootCause(error: unknown): unknown {
  return error instanceof Error && error.cause instanceof Error ? rootCause(error.cause) : error;
}

function isAuthenticationError(error: unknown): boolean {
  return error instanceof Error && error.name === 'KafkaJSSASLAuthenticationError';
}

function authenticationFailed(brokers: readonly string[], cause: unknown): KafkaConnectionError {
  return new KafkaConnectionError(
    'KAFKA_AUTHENTICATION_FAILED',
    `Kafka at ${brokers.join(', ')} refuses the credentials`,
    {
      hint: 'Check KAFKA_SASL_MECHANISM, KAFKA_SASL_USERNAME and KAFKA_SASL_PASSWORD.',
      cause,
    },
  );
}
