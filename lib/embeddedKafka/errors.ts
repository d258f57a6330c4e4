/** What can go wrong with the broker itself; what a client is told by number stands in protocol/errors.ts. */
export const embeddedKafkaErrors = {
  PORT_IN_USE: 'Another program listens on the port.',
  LISTEN_FAILED: 'The address cannot be listened on.',
  DIRECTORY_IN_USE: 'Another live broker holds the data directory.',
  DIRECTORY_UNUSABLE: 'The data directory cannot be written, or holds what is not of this broker.',
  PROCESS_FAILED: 'The child process of the broker ended before the broker answered.',
  OPTION_INVALID: 'An option of the broker has a value that cannot be used.',
  REQUEST_TOO_LARGE: 'A request announces more bytes than the limit; its connection is closed.',
  REQUEST_MALFORMED: 'The bytes of a message do not fit its table of fields; the message names the field.',
  API_UNKNOWN: 'A request asks for an API that the broker does not have; its connection is closed.',
  FAULT_INJECTED: 'A connection is closed because a test or a lesson asked for it.',
  VERSION_UNSUPPORTED: 'A request asks for a version that was not advertised; its connection is closed.',
} as const;

export type EmbeddedKafkaErrorCode = keyof typeof embeddedKafkaErrors;

/** An error of the broker as a program, or of bytes that are no Kafka request. */
export class EmbeddedKafkaError extends Error {
  override readonly name = 'EmbeddedKafkaError';
  readonly code: EmbeddedKafkaErrorCode;
  readonly hint: string | undefined;

  constructor(code: EmbeddedKafkaErrorCode, message: string, options?: { hint?: string; cause?: unknown }) {
    super(message, options?.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.hint = options?.hint;
  }
}
