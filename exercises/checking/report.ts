/** What a process that runs checks tells its parent; the reports from `begun` to `done` are about one answer. */
export type CheckReport =
  | { readonly kind: 'alive' }
  | { readonly kind: 'begun'; readonly checks: readonly string[] }
  | { readonly kind: 'started'; readonly check: string }
  | { readonly kind: 'passed'; readonly check: string }
  | { readonly kind: 'failed'; readonly check: string; readonly failure: Failure }
  | { readonly kind: 'done' };

/** Why a check, or the import of the learner's file, failed; values as they are printed. */
export interface Failure {
  readonly message: string;
  readonly look: string;
  readonly expected?: string | undefined;
  readonly actual?: string | undefined;
  /** Where in the learner's file, if it threw. */
  readonly stack?: string | undefined;
}

/** Stands for a check: the learner's file compiles, and nothing is thrown while it loads. */
export const importing = 'the file can be imported';

/** Stands for a check that comes last: the compiler has nothing to say. */
export const compiling = 'the types are right';
