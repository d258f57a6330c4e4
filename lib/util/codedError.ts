/** An error with a stable code, and a hint that says what to do about it. */
export interface CodedError extends Error {
  readonly code: string;
  readonly hint?: string | undefined;
}

/** True for errors of this workspace's own classes, false for system errors such as ENOENT as well. */
export function isCodedError(error: unknown): error is CodedError {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && 'hint' in error;
}

/** One line for a person: message, code and hint where there are any. */
export function describeError(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (!isCodedError(error)) return error.message;
  return `${error.message} (${error.code})${error.hint ? `\n  ${error.hint}` : ''}`;
}
