import { KafkaWireError } from '../protocol/errors.ts';

const maxLength = 249;

/** @throws KafkaWireError INVALID_TOPIC_EXCEPTION for a name that Kafka does not allow; what passes is safe in a path */
export function checkTopicName(name: string): void {
  const isLegal = /^[a-zA-Z0-9._-]+$/.test(name) && name.length <= maxLength && name !== '.' && name !== '..';
  if (isLegal) return;
  throw new KafkaWireError(
    'INVALID_TOPIC_EXCEPTION',
    `expected 1 to ${maxLength} of a–z, A–Z, 0–9, '.', '_' and '-' and not just dots, got '${name.slice(0, maxLength)}'`,
  );
}
