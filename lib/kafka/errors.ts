/** What can go wrong between a program and its Kafka; docs/errors.md lists the same codes. */
export const kafkaConnectionErrors = {
  KAFKA_BROKERS_INVALID: 'KAFKA_BROKERS is not a list of host:port.',
  KAFKA_PROVISION_UNKNOWN: 'KAFKA_PROVISION is neither embedded nor testcontainers.',
  KAFKA_SECURITY_INVALID: 'The settings KAFKA_SSL… and KAFKA_SASL_… are incomplete or contradict each other.',
  KAFKA_UNREACHABLE: 'Kafka does not answer, or one of its brokers cannot be reached.',
  KAFKA_AUTHENTICATION_FAILED: 'Kafka refuses the user name or the password.',
  KAFKA_PORT_TAKEN: 'Something that is not Kafka has the port that Kafka needs.',
  KAFKA_DIRECTORY_IN_USE: 'Another embedded broker works in the same directory, on another port.',
  KAFKA_NO_CONTAINER_ENGINE: 'Testcontainers was asked for, and no container engine answers.',
  KAFKA_CONTAINER_FAILED: 'The container did not start, or its image cannot be had.',
  KAFKA_TOPIC_PARTITIONS: 'A topic exists with another number of partitions than the programs need.',
  KAFKA_TOPIC_NOT_READY: 'A topic was created, and its partitions have no leaders yet.',
  KAFKA_FOLLOWING_ENDED: 'A topic can no longer be read; the cause says why.',
} as const;

export type KafkaConnectionErrorCode = keyof typeof kafkaConnectionErrors;

/** An error of finding, reaching or preparing Kafka. Never holds a secret. */
export class KafkaConnectionError extends Error {
  override readonly name = 'KafkaConnectionError';
  readonly code: KafkaConnectionErrorCode;
  readonly hint: string | undefined;

  constructor(code: KafkaConnectionErrorCode, message: string, options?: { hint?: string; cause?: unknown }) {
    super(message, options?.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.hint = options?.hint;
  }
}
