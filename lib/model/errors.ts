/** What can be wrong with a model or with a record that is scored; docs/errors.md lists the same codes. */
export const modelErrors = {
  MODEL_TYPE_UNKNOWN: 'The model type is not one that can be served.',
  MODEL_EMPTY: 'The descriptor carries neither data nor a location, or no bytes.',
  MODEL_TOO_LARGE: 'The model has more bytes than the limit, or would compute more.',
  MODEL_CORRUPT: 'The bytes cannot be read as the model type they claim.',
  MODEL_UNSUPPORTED:
    'The model uses an operator, element or attribute that is not supported; the message names it.',
  MODEL_VERIFICATION_FAILED:
    'The model does not score the records that it carries as it says they are scored.',
  MODEL_INPUT_MISMATCH: "The model's inputs do not match the fields of its data type.",
  MODEL_LOCATION_REFUSED: 'The location of the model is not one that may be read.',
  RECORD_INVALID: 'A field of the record has a value that the model does not accept.',
  SCORING_FAILED: 'The model could not score the record.',
  ENGINE_UNAVAILABLE:
    'The engine that was asked for is unknown, cannot be loaded, or another one runs already.',
} as const;

export type ModelErrorCode = keyof typeof modelErrors;

/** An error of a model or of scoring a record with it. */
export class ModelError extends Error {
  override readonly name = 'ModelError';
  readonly code: ModelErrorCode;
  readonly hint: string | undefined;

  constructor(code: ModelErrorCode, message: string, options?: { hint?: string; cause?: unknown }) {
    super(message, options?.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.hint = options?.hint;
  }
}
