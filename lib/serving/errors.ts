/** Why a record or a model from Kafka is not served; docs/errors.md lists the same codes. */
export const servingErrors = {
  RECORD_EMPTY: 'The record has no bytes.',
  RECORD_CORRUPT: "The bytes are not a message of the record's data type.",
  RECORD_INCOMPLETE: 'The record lacks a field that its data type always has, as a truncated one does.',
  RECORD_TYPE_UNKNOWN: 'No data type has the name that the record or model gives.',
  MODEL_RECORD_EMPTY: 'The record on the models topic has no bytes.',
  MODEL_RECORD_CORRUPT: 'The record on the models topic is not a ModelDescriptor.',
  MODEL_CONTROL_INVALID: 'A header of the record on the models topic has a value that it cannot have.',
  MODEL_CONTROL_IMPOSSIBLE:
    'What the control message asks for is not there: a candidate, or an earlier model.',
} as const;

export type ServingErrorCode = keyof typeof servingErrors;

/** A record or model that cannot be served. */
export class ServingError extends Error {
  override readonly name = 'ServingError';
  readonly code: ServingErrorCode;
  readonly hint: string | undefined;

  constructor(code: ServingErrorCode, message: string, options?: { hint?: string; cause?: unknown }) {
    super(message, options?.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.hint = options?.hint;
  }
}
