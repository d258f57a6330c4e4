import { randomUUID } from 'node:crypto';
import { linkSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { KStreamsError } from '../../errors.ts';
import { isAlive, type ProcessIdentity, thisProcess } from './processIdentity.ts';

/**
 * Lets one owner at a time into a directory. Node has no file locks that end with their process, so each owner leaves a
 * file `.lock.N` that says which process it is, N one above the last. Making a file fails when there is one, and
 * only a later owner removes earlier files: of two that find the last owner gone, one gets in.
 */
export class DirectoryLock {
  readonly #path: string;

  private constructor(path: string) {
    this.#path = path;
  }

  /** @throws KStreamsError STATE_DIRECTORY_LOCKED when a running process is in, this one included */
  static take(directory: string): DirectoryLock {
    for (;;) {
      const last = Math.max(0, ...generations(directory));
      const owner = last === 0 ? undefined : ownerOf(lockPath(directory, last));
      if (owner !== undefined && isAlive(owner)) throw locked(directory, owner);
      const lock = DirectoryLock.#make(directory, last + 1);
      if (lock !== undefined) return lock;
    }
  }

  release(): void {
    // The number must not be given out again, so the file stays, without an owner.
    writeFileSync(this.#path, '');
  }

  static #make(directory: string, generation: number): DirectoryLock | undefined {
    const path = lockPath(directory, generation);
    const temporary = join(directory, `.lock-${randomUUID()}`);
    const { pid, startedAt } = thisProcess();
    writeFileSync(temporary, `${pid} ${startedAt}\n`);
    try {
      // Unlike creating and then writing it, this never shows a file without its content.
      linkSync(temporary, path);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') return undefined;
      throw error;
    } finally {
      rmSync(temporary, { force: true });
    }
    const others = generations(directory).filter((other) => other !== generation);
    if (others.some((other) => other > generation)) {
      // Somebody else was so much faster that even the file this one follows was removed.
      rmSync(path);
      return undefined;
    }
    for (const earlier of others) rmSync(lockPath(directory, earlier), { force: true });
    return new DirectoryLock(path);
  }
}

function lockPath(directory: string, generation: number): string {
  return join(directory, `.lock.${generation}`);
}

function generations(directory: string): number[] {
  return readdirSync(directory).flatMap((name) => {
    const match = /^\.lock\.(\d{1,15})$/.exec(name);
    return match === null ? [] : [Number(match[1])];
  });
}

/** Undefined when it was released, or removed by a later owner. */
function ownerOf(path: string): ProcessIdentity | undefined {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  const match = /^(\d+) (\S*)\n$/.exec(text);
  return match === null ? undefined : { pid: Number(match[1]), startedAt: match[2] as string };
}

function locked(directory: string, owner: ProcessIdentity): KStreamsError {
  return new KStreamsError(
    'STATE_DIRECTORY_LOCKED',
    `The process ${owner.pid} works in ${directory}; ${owner.pid === process.pid ? 'it is this one' : 'it is running'}.`,
    { hint: 'Give each instance a stateDir of its own, or wait until the other has closed its task.' },
  );
}
