import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { EmbeddedKafkaError } from './errors.ts';

const held = new Set<string>();

/**
 * Takes the data directory for this process, so that two brokers never write the same files. The lock is a file with
 * the number of the process; one that a dead process left behind is taken over.
 *
 * @returns the function that gives the directory back
 * @throws EmbeddedKafkaError DIRECTORY_IN_USE
 */
export function lockDirectory(dir: string): () => void {
  mkdirSync(dir, { recursive: true });
  const path = join(dir, 'broker.lock');
  if (held.has(path)) throw inUse(dir, process.pid);
  const own = `${path}.${process.pid}`;
  writeFileSync(own, `${ownerOf(process.pid)}\n`);
  try {
    takeOver(path, own, dir);
  } finally {
    unlinkSync(own);
  }
  held.add(path);
  return () => {
    held.delete(path);
    rmSync(path, { force: true });
  };
}

function takeOver(path: string, own: string, dir: string): void {
  for (let attempt = 0; ; attempt++) {
    try {
      // Unlike writing, linking a finished file never shows a lock without its owner.
      linkSync(own, path);
      return;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const owner = read(path);
    if (owner === undefined) continue;
    const pid = Number.parseInt(owner, 10);
    // A lock of this very process that it does not hold was left by an earlier process of the same number.
    const alive = pid !== process.pid && isAlive(pid) && ownerOf(pid) === owner;
    if (alive || attempt > 2) throw inUse(dir, pid);
    remove(path, owner, `${own}.stale`);
  }
}

/** Takes away the lock of `owner` only: another broker may have taken it over a moment ago. */
function remove(path: string, owner: string, aside: string): void {
  try {
    renameSync(path, aside);
    if (read(aside) !== owner) linkSync(aside, path);
    unlinkSync(aside);
  } catch {
    // Somebody was quicker; the next attempt sees who.
  }
}

/** The process, and on Linux when it began: after a restart of a container another one may have the same number. */
function ownerOf(pid: number): string {
  const stat = process.platform === 'linux' ? read(`/proc/${pid}/stat`) : undefined;
  const began = stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
  return began === undefined ? `${pid}` : `${pid} ${began}`;
}

function isAlive(pid: number): boolean {
  if (!(pid > 0)) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch {
    return undefined;
  }
}

function inUse(dir: string, pid: number): EmbeddedKafkaError {
  return new EmbeddedKafkaError('DIRECTORY_IN_USE', `the broker of process ${pid} works in ${dir}`, {
    hint: 'Use that broker, stop it, or choose another directory.',
  });
}
