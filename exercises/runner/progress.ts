/** How far a learner has come. */
export interface Progress {
  /** The folder of the exercise that is shown first. */
  current?: string | undefined;
  readonly exercises: Map<string, ExerciseProgress>;
}

export interface ExerciseProgress {
  /** The first pass, ISO 8601. */
  solvedAt?: string | undefined;
  /** Whether the last checks of an edited file failed. */
  wrong: boolean;
  hintsShown: number;
  solutionShown: boolean;
  /** By the name of the file. */
  readonly files: Map<string, CopyRecord>;
}

/** What is known of a copy; hashes are sha256, in hex. */
export interface CopyRecord {
  /** Of the starter that it was copied from. */
  readonly starter: string;
  /** Of the edit that a learner made in the starter by mistake and that was taken over. */
  readonly takenOver?: string | undefined;
  /** Of what the learner was told about: a newer starter, or an edit of it that was not taken over. */
  readonly toldOf?: string | undefined;
}

export type ExerciseState = 'solved' | 'wrong' | 'not yet';

/** The entry of an exercise, made when it is missing. */
export function progressOf(progress: Progress, folder: string): ExerciseProgress {
  let entry = progress.exercises.get(folder);
  if (!entry) {
    entry = { wrong: false, hintsShown: 0, solutionShown: false, files: new Map() };
    progress.exercises.set(folder, entry);
  }
  return entry;
}

export function stateOf(progress: Progress, folder: string): ExerciseState {
  const entry = progress.exercises.get(folder);
  if (entry?.solvedAt) return 'solved';
  return entry?.wrong ? 'wrong' : 'not yet';
}
