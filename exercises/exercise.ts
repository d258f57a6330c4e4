/** What is known of an exercise: an entry of the manifest. */
export interface Exercise {
  readonly title: string;
  /** The chapter that it belongs to, from the root of the workspace: `docs/05-custom-stage.md`. */
  readonly chapter: string;
  /** About how long it takes. */
  readonly minutes: number;
  readonly difficulty: 'easy' | 'medium' | 'hard';
  /** What the learner edits, in `starter` and `solution`; the first one is what the checks import. */
  readonly files: readonly [string, ...string[]];
  /** From a nudge to nearly the answer. */
  readonly hints: readonly [string, string, ...string[]];
  /** Shown after a pass: why this solution, what else would do, where the workspace does the same. */
  readonly background: string;
  /** The check in which the starter fails, and what its message says: so it fails for lack of a solution, not otherwise. */
  readonly starterFails: ExpectedFailure;
  /** Answers that only look right, in `cheats`; each takes the place of the first of the files. */
  readonly cheats: readonly [Cheat, ...Cheat[]];
}

/** The name of a check, and what its message must match. */
export interface ExpectedFailure {
  readonly check: string;
  readonly because: RegExp;
}

/** A wrong answer that must be rejected. */
export interface Cheat {
  /** Below `cheats`. */
  readonly file: string;
  /** The check that rejects it. */
  readonly check: string;
}
