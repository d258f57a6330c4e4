import { KafkaConnectionError } from './errors.ts';
import { probe } from './provisioning/probe.ts';
import type { KafkaSecurity } from './security.ts';

/** Makes the error KAFKA_UNREACHABLE, with a hint from what listens there and from what kafkajs met last. */
export async function unreachable(
  brokers: readonly string[],
  security: KafkaSecurity,
  timeoutMs: number,
  cause: unknown,
): Promise<KafkaConnectionError> {
  const reason = cause instanceof Error ? cause.message.trim() : String(cause);
  return new KafkaConnectionError(
    'KAFKA_UNREACHABLE',
    `Kafka at ${brokers.join(', ')} did not answer within ${timeoutMs / 1000} s: ${reason}`,
    { hint: await advice(brokers, security, cause), cause },
  );
}

async function advice(brokers: readonly string[], security: KafkaSecurity, cause: unknown): Promise<string> {
  const broker = cause instanceof Error && 'broker' in cause ? String(cause.broker) : undefined;
  if (broker && !brokers.includes(broker)) {
    return `The cluster answers, and says that it is reached at ${broker}: correct its advertised.listeners.`;
  }
  const first = brokers[0] ?? '';
  const colon = first.lastIndexOf(':');
  const listener = await probe(first.slice(0, colon), Number(first.slice(colon + 1)), 1_000);
  if (listener === 'nothing') return 'Nothing listens there: is it started, and is the address right?';
  if (listener === 'kafka') {
    return security.ssl
      ? 'It speaks Kafka without TLS: leave out KAFKA_SSL, or use its TLS port.'
      : 'It speaks Kafka, but not to this program: does it ask for KAFKA_SASL_USERNAME and KAFKA_SASL_PASSWORD?';
  }
  return security.ssl
    ? 'Something listens there: does it speak TLS, and is its certificate signed by KAFKA_SSL_CA?'
    : 'Something listens there that does not speak Kafka, or only with TLS (KAFKA_SSL=true).';
}
