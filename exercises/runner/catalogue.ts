import { join, relative } from 'node:path';
import { ExerciseError } from '../errors.ts';
import type { ManifestEntry } from '../manifest.ts';
import type { Places } from './places.ts';

/** What an exercise is called by: the number of its folder. */
export function numberOf({ folder }: ManifestEntry): number {
  return Number.parseInt(folder, 10);
}

/**
 * @param named a number, the name of a folder, or that name without its number: `11`, `11-scan`, `scan`
 * @throws ExerciseError EXERCISE_UNKNOWN
 */
export function findExercise(manifest: readonly ManifestEntry[], named: string): ManifestEntry {
  const isNamed = /^\d+$/.test(named)
    ? (entry: ManifestEntry) => numberOf(entry) === Number(named)
    : ({ folder }: ManifestEntry) => folder === named || folder.replace(/^\d+-/, '') === named;
  const found = manifest.find(isNamed);
  if (found) return found;
  const hint = `There are 1 to ${manifest.length}. \`npm run exercises -- list\` shows their titles, \`-- --help\` the commands.`;
  throw new ExerciseError('EXERCISE_UNKNOWN', `there is no exercise ${named}`, hint);
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

/** Where a learner who comes back goes on: the current one; when that is done, the next that is not, if there is one. */
export function exerciseToGoOnWith(
  manifest: readonly ManifestEntry[],
  current: string | undefined,
  isDone: (folder: string) => boolean,
): ManifestEntry {
  const last = currentExercise(manifest, current, isDone);
  const position = manifest.indexOf(last);
  const inTurn = [...manifest.slice(position), ...manifest.slice(0, position)];
  return inTurn.find(({ folder }) => !isDone(folder)) ?? last;
}

/** A learner's copy of a file; absolute. */
export function copyPath(places: Places, { folder }: ManifestEntry, file: string): string {
  return join(places.work, folder, file);
}

/** As a learner may click on it in a terminal or copy it. */
export function fromRoot({ root }: Places, path: string): string {
  return relative(root, path);
}
