/** Where a task says what it skipped and what failed; `console` is one. */
export interface Logger {
  warn(message: string): void;
  error(message: string): void;
}

/** Says nothing. */
export const silent: Logger = { warn() {}, error() {} };
