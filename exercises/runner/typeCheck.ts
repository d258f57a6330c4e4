import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { isAbsolute, join, relative, resolve } from 'node:path';
import type { ManifestEntry } from '../manifest.ts';
import { fromRoot } from './catalogue.ts';
import type { Places } from './places.ts';

const compiler = join(createRequire(import.meta.url).resolve('typescript/package.json'), '../bin/tsc');

/** Gives the compiler's complaints about the learner's files, from the root of the workspace: `x.ts:3:7 …`. */
export async function typeErrors(
  places: Places,
  entry: ManifestEntry,
  signal?: AbortSignal,
): Promise<string[]> {
  const folder = join(places.work, entry.folder);
  const output = await new Promise<string>((resolve, reject) => {
    const args = [compiler, '--noEmit', '--pretty', 'false', '-p', folder];
    execFile(process.execPath, args, { cwd: folder, signal }, (error, stdout, stderr) => {
      // Exit codes 1 and 2 mean that there are complaints.
      if (error && typeof error.code !== 'number') reject(error);
      else resolve(stdout || stderr);
    });
  });
  const complaints: string[] = [];
  for (const line of output.split('\n')) {
    const [, path, row, column, text] = /^(.+)\((\d+),(\d+)\): error (TS\d+: .*)$/.exec(line) ?? [];
    if (path !== undefined) {
      const absolute = resolve(folder, path);
      if (isBelow(folder, absolute))
        complaints.push(`${fromRoot(places, absolute)}:${row}:${column} ${text}`);
    } else if (/^error TS/.test(line)) {
      complaints.push(line);
    }
  }
  return complaints;
}

function isBelow(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return !way.startsWith('..') && !isAbsolute(way);
}
