import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { ManifestEntry } from '../manifest.ts';
import { copyPath, fromRoot, numberOf } from './catalogue.ts';
import { type CopyDecision, decideCopy, sha256 } from './decideCopy.ts';
import type { Places } from './places.ts';
import { type CopyRecord, progressOf } from './progress.ts';
import type { ProgressFile } from './progressFile.ts';
import { findStarters, type Starters } from './starters.ts';

// Editors take the compiler's options from it, and so does the check of the learner's types.
const tsconfig = { extends: '../../tsconfig.json', include: ['.'], exclude: [] };

/**
 * Brings the learner's copies in line with the starters: makes the missing ones, renews those that were not edited,
 * takes over edits that were made in a starter by mistake. An edited copy is never touched.
 *
 * @returns what the learner should know, a sentence or two each
 */
export async function syncCopies(
  places: Places,
  manifest: readonly ManifestEntry[],
  progress: ProgressFile,
): Promise<string[]> {
  const starters = await findStarters(places);
  const before = await progress.read();
  const decisions: { entry: ManifestEntry; file: string; decision: CopyDecision; missing: boolean }[] = [];
  for (const entry of manifest) {
    for (const file of entry.files) {
      const copy = await readIfThere(copyPath(places, entry, file));
      const record = before.exercises.get(entry.folder)?.files.get(file);
      const decision = decideCopy(await starters.read(entry, file), copy, record);
      decisions.push({ entry, file, decision, missing: copy === undefined });
    }
    await writeTsconfig(places, entry);
  }
  for (const { entry, file, decision, missing } of decisions) {
    const path = copyPath(places, entry, file);
    if (decision.write === undefined) continue;
    // Without git, what looks like a newer starter may be a learner's edit that was replaced since.
    if (decision.tell === 'refreshed' && !starters.inGit) await keepBeside(path);
    // An editor may be about to put its file there.
    await write(path, decision.write, missing ? 'wx' : 'w');
  }
  const changed = decisions.filter(({ entry, file, decision }) => {
    const record = before.exercises.get(entry.folder)?.files.get(file);
    return JSON.stringify(record) !== JSON.stringify(decision.record);
  });
  if (changed.length === 0) return [];
  await progress.update((now) => {
    for (const { entry, file, decision } of changed) {
      progressOf(now, entry.folder).files.set(file, decision.record);
    }
  });
  return changed.flatMap(({ entry, file, decision }) => sentence(places, entry, file, decision.tell) ?? []);
}

/**
 * Puts the starters in the place of the learner's copies, and forgets what was known of the exercise.
 *
 * @returns where edited copies are kept, from the root of the workspace
 */
export async function resetCopies(
  places: Places,
  entry: ManifestEntry,
  progress: ProgressFile,
): Promise<string[]> {
  const starters: Starters = await findStarters(places);
  const kept: string[] = [];
  const records = new Map<string, CopyRecord>();
  for (const file of entry.files) {
    const path = copyPath(places, entry, file);
    const { pristine, edited } = await starters.read(entry, file);
    const copy = await readIfThere(path);
    if (copy !== undefined && copy !== pristine) kept.push(fromRoot(places, await keepBeside(path)));
    await write(path, pristine);
    records.set(file, {
      starter: sha256(pristine),
      takenOver: edited === undefined ? undefined : sha256(edited),
    });
  }
  await progress.update(({ exercises }) => {
    exercises.set(entry.folder, { wrong: false, hintsShown: 0, solutionShown: false, files: records });
  });
  return kept;
}

/** Whether the learner has changed a file of the exercise. */
export async function isEdited(places: Places, entry: ManifestEntry): Promise<boolean> {
  for (const file of entry.files) {
    const starter = await readIfThere(join(places.exercises, entry.folder, 'starter', file));
    if ((await readIfThere(copyPath(places, entry, file))) !== starter) return true;
  }
  return false;
}

function sentence(places: Places, entry: ManifestEntry, file: string, tell: CopyDecision['tell']) {
  const copy = fromRoot(places, copyPath(places, entry, file));
  const starter = fromRoot(places, join(places.exercises, entry.folder, 'starter', file));
  switch (tell) {
    case undefined:
      return undefined;
    case 'taken over':
      return `You edited ${starter}; the checks look at ${copy}. Your edit was copied there: go on in that file. \`git restore ${starter}\` takes it back from the starter.`;
    case 'both edited':
      return `You edited ${starter} and ${copy}. The checks look at the second; the first was left alone.`;
    case 'refreshed':
      return `${copy} is as its newer starter now; you had not edited it.`;
    case 'newer starter':
      return `A newer starter of ${copy} exists. \`npm run exercises -- reset ${numberOf(entry)}\` takes it; your version is kept beside as ${file}.bak.`;
  }
}

async function writeTsconfig(places: Places, entry: ManifestEntry): Promise<void> {
  const path = copyPath(places, entry, 'tsconfig.json');
  if ((await readIfThere(path)) === undefined)
    await write(path, `${JSON.stringify(tsconfig, undefined, 2)}\n`);
}

/** @param flag `wx` leaves a file alone that is there already */
async function write(path: string, text: string, flag: 'w' | 'wx' = 'w'): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text, { flag }).catch((error: unknown) => {
    if (!hasCode(error, 'EEXIST')) throw error;
  });
}

/** Copies a file to a name beside it that is free: `x.ts.bak`, `x.ts.2.bak`, … */
async function keepBeside(path: string): Promise<string> {
  for (let count = 1; ; count++) {
    const beside = count === 1 ? `${path}.bak` : `${path}.${count}.bak`;
    if ((await readIfThere(beside)) !== undefined) continue;
    await copyFile(path, beside);
    return beside;
  }
}

async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
