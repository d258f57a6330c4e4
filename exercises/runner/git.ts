import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);
const maxBuffer = 64_000_000;

/** What git prints in a folder, without taking its locks; nothing without git, or outside of a repository. */
export async function git(folder: string, ...args: string[]): Promise<string | undefined> {
  try {
    const env = { ...process.env, GIT_OPTIONAL_LOCKS: '0' };
    return (await run('git', args, { cwd: folder, env, maxBuffer })).stdout;
  } catch {
    return undefined;
  }
}
