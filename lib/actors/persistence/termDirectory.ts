import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { syncDirectory } from '@kafka-tutorial/util';

/** The folder of a term; digits enough to be sorted by name as well. */
export function termDirectory(actorDirectory: string, term: number): string {
  return join(actorDirectory, String(term).padStart(12, '0'));
}

/** The terms that have a folder, the smallest first. */
export async function termsIn(actorDirectory: string): Promise<number[]> {
  const names = await readdir(actorDirectory).catch(ifMissing<string[]>([]));
  return names
    .filter((name) => /^\d{12}$/.test(name))
    .map(Number)
    .sort((a, b) => a - b);
}

/** Makes the folder of a term as a whole: it is there with all that `fill` puts into it, or not there. */
export async function makeTermDirectory(
  actorDirectory: string,
  term: number,
  fill: (directory: string) => Promise<void>,
): Promise<void> {
  const path = termDirectory(actorDirectory, term);
  const beside = `${path}.making`;
  await rm(beside, { recursive: true, force: true });
  await mkdir(beside, { recursive: true });
  await fill(beside);
  await syncDirectory(beside);
  await rename(beside, path);
  await syncDirectory(actorDirectory);
}

/** For `catch`: what is missing counts as this. */
export function ifMissing<T>(instead: T): (error: unknown) => T {
  return (error) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return instead;
    throw error;
  };
}
