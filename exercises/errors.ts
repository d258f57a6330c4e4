/** What can go wrong around the exercises; docs/errors.md lists the same codes. */
export const exerciseErrors = {
  EXERCISE_UNKNOWN: 'No exercise has this number or name.',
  EXERCISE_SOLUTION_MISSING: 'This copy of the workspace comes without solutions.',
  WORKSPACE_DIRECTORY_TAKEN: 'The folder for a copy of the workspace is there already and not empty.',
  WORKSPACE_DIRECTORY_INSIDE: 'The folder for a copy of the workspace lies inside the workspace.',
} as const;

export type ExerciseErrorCode = keyof typeof exerciseErrors;

/** A command of the exercises cannot do what it was asked for. */
export class ExerciseError extends Error {
  override readonly name = 'ExerciseError';
  readonly code: ExerciseErrorCode;
  readonly hint: string;

  constructor(code: ExerciseErrorCode, message: string, hint: string) {
    super(message);
    this.code = code;
    this.hint = hint;
  }
}
