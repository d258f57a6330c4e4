import { join, relative } from 'node:path';
import { ExerciseError } from '../errors.ts';
import type { ManifestEntry } from '../manifest.ts';
import type { Places } from './places.ts';

/** What an exercise is called by: the number of its folder. */
export function numberOf({ folder }: ManifestEntry): number {
  return Number.parseInt(folder, 10);
}

/** @throws ExerciseError EXERCISE_UNKNOWN */
export function findExercise(manifest: readonly ManifestEntry[], number: number): ManifestEntry {
  const found = manifest.find((entry) => numberOf(entry) === number);
  if (found) return found;
  const numbers = manifest.map(numberOf).join(', ');
  const hint = `There are ${numbers}. \`npm run exercises -- list\` shows their titles.`;
  throw new ExerciseError('EXERCISE_UNKNOWN', `there is no exercise ${number}`, hint);
}

/** The one that a learner was at last; else the first that is not solved; else the first. */
export function currentExercise(
  manifest: readonly ManifestEntry[],
  current: string | undefined,
  isSolved: (folder: string) => boolean,
): ManifestEntry {
  const found =
    manifest.find(({ folder }) => folder === current) ??
    manifest.find(({ folder }) => !isSolved(folder)) ??
    manifest[0];
  if (found) return found;
  throw new Error('the manifest has no exercises');
}

/** A learner's copy of a file; absolute. */
export function copyPath(places: Places, { folder }: ManifestEntry, file: string): string {
  return join(places.work, folder, file);
}

/** As a learner may click on it in a terminal or copy it. */
export function fromRoot({ root }: Places, path: string): string {
  return relative(root, path);
}
