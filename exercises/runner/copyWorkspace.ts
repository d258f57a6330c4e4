import { copyFile, mkdir, readdir, readFile, realpath } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, relative, resolve } from 'node:path';
import { ExerciseError } from '../errors.ts';
import { git } from './git.ts';
import { ignoredBy } from './ignoredBy.ts';

export interface CopyWorkspaceOptions {
  readonly withoutSolutions: boolean;
}

const neverCopied = /^(\.git|node_modules|\.tutorial|exercises\/work)(\/|$)/;
const solutions = /^exercises\/[^/]+\/(solution|cheats)\//;

/**
 * Copies the workspace as it is, without what git ignores, into a folder that it makes.
 *
 * @returns how many files were copied
 * @throws ExerciseError WORKSPACE_DIRECTORY_TAKEN, WORKSPACE_DIRECTORY_INSIDE
 */
export async function copyWorkspace(
  root: string,
  directory: string,
  { withoutSolutions }: CopyWorkspaceOptions,
): Promise<number> {
  const target = await realPath(resolve(directory));
  const way = relative(await realpath(root), target);
  if (!way.startsWith('..') && !isAbsolute(way)) {
    const hint = 'Name a folder beside the workspace, such as ../class.';
    throw new ExerciseError('WORKSPACE_DIRECTORY_INSIDE', `${target} lies inside ${resolve(root)}`, hint);
  }
  await mustBeFree(target);
  const files = (await workspaceFiles(root)).filter(
    (path) => !neverCopied.test(path) && !(withoutSolutions && solutions.test(path)),
  );
  for (const path of files) {
    await mkdir(dirname(join(target, path)), { recursive: true });
    await copyFile(join(root, path), join(target, path));
  }
  return files.length;
}

/** Without symbolic links, also for a path that does not exist yet. */
async function realPath(path: string): Promise<string> {
  return realpath(path).catch(async () => join(await realPath(dirname(path)), basename(path)));
}

async function mustBeFree(target: string): Promise<void> {
  const names = await readdir(target).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    if (error.code === 'ENOTDIR') return [target];
    throw error;
  });
  if (names.length === 0) return;
  const hint = 'Name a folder that does not exist yet, or empty this one.';
  throw new ExerciseError('WORKSPACE_DIRECTORY_TAKEN', `${target} is not an empty folder`, hint);
}

/** What git tracks and is still there; without git, all that `.gitignore` does not name. */
async function workspaceFiles(root: string): Promise<string[]> {
  const there = await filesBelow(root, ignoredBy(await readFile(join(root, '.gitignore'), 'utf8')));
  const tracked = await git(root, 'ls-files', '-z');
  if (!tracked) return there;
  const known = new Set(tracked.split('\0'));
  return there.filter((path) => known.has(path));
}

async function filesBelow(root: string, isIgnored: (path: string) => boolean, below = ''): Promise<string[]> {
  const entries = await readdir(join(root, below), { withFileTypes: true });
  const found = await Promise.all(
    entries.map(async (entry) => {
      const path = below ? `${below}/${entry.name}` : entry.name;
      if (isIgnored(path) || path === '.git') return [];
      if (entry.isDirectory()) return filesBelow(root, isIgnored, path);
      return entry.isFile() ? [path] : [];
    }),
  );
  return found.flat();
}
