import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ExerciseError } from '../errors.ts';
import type { ManifestEntry } from '../manifest.ts';
import { fromRoot, numberOf } from './catalogue.ts';
import type { Look } from './exerciseView.ts';
import type { Places } from './places.ts';

/** Where the solution of a file is; absolute. */
export function solutionPath({ exercises }: Places, { folder }: ManifestEntry, file: string): string {
  return join(exercises, folder, 'solution', file);
}

/** A workspace for a class may come without solutions. */
export function hasSolution(places: Places, entry: ManifestEntry): boolean {
  return existsSync(solutionPath(places, entry, entry.files[0]));
}

/**
 * The solution: each file with its path.
 *
 * @throws ExerciseError EXERCISE_SOLUTION_MISSING
 */
export async function solutionView(places: Places, entry: ManifestEntry, { paint }: Look): Promise<string[]> {
  if (!hasSolution(places, entry)) {
    const hint = 'Whoever made the copy has them, and so has the repository that it was made from.';
    const message = `exercise ${numberOf(entry)} has no solution in this copy of the workspace`;
    throw new ExerciseError('EXERCISE_SOLUTION_MISSING', message, hint);
  }
  const lines: string[] = [];
  for (const file of entry.files) {
    const path = solutionPath(places, entry, file);
    const text = await readFile(path, 'utf8');
    lines.push(paint('cyan', fromRoot(places, path)), '', ...text.trimEnd().split('\n'), '');
  }
  return lines.slice(0, -1);
}
