import { readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import type { ManifestEntry } from '../manifest.ts';
import type { Starter } from './decideCopy.ts';
import { git } from './git.ts';
import type { Places } from './places.ts';

/** The starters of all exercises. */
export interface Starters {
  /** Whether git tells an edit in a starter's place from a newer starter. */
  readonly inGit: boolean;
  read(entry: ManifestEntry, file: string): Promise<Starter>;
}

/** Asks git which starters were edited; without git, all of them count as the repository's. */
export async function findStarters({ root, exercises }: Places): Promise<Starters> {
  const changed = await git(
    root,
    'diff',
    '--name-only',
    '-z',
    '--relative',
    'HEAD',
    '--',
    relative(root, exercises),
  );
  const edited = new Set(changed?.split('\0'));
  return {
    inGit: changed !== undefined,
    async read({ folder }, file) {
      const path = join(exercises, folder, 'starter', file);
      const text = await readFile(path, 'utf8');
      const name = relative(root, path).split(sep).join('/');
      if (!edited.has(name)) return { pristine: text };
      // A path from the top of the repository would be another one where the workspace is not the top.
      const committed = await git(root, 'show', `HEAD:./${name}`);
      return committed === undefined ? { pristine: text } : { pristine: committed, edited: text };
    },
  };
}
