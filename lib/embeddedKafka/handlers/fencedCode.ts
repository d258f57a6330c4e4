import { type KafkaWireError, kafkaErrors } from '../protocol/errors.ts';

/** Versions from before PRODUCER_FENCED say the same by INVALID_PRODUCER_EPOCH. */
export function codeForVersion({ error, code }: KafkaWireError, knowsFenced: boolean): number {
  return error === 'PRODUCER_FENCED' && !knowsFenced ? kafkaErrors.INVALID_PRODUCER_EPOCH.code : code;
}
