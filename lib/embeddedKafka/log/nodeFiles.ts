import * as fs from 'node:fs';
import { sep } from 'node:path';
import type { Files } from './files.ts';

const maxOpenFiles = 256;

/** The disk of the machine. Keeps the files used last open, so that a read or write is one system call. */
export class NodeFiles implements Files {
  /** Descriptors by path, the one used longest ago first. */
  readonly #open = new Map<string, number>();

  makeFolder(path: string): void {
    fs.mkdirSync(path, { recursive: true });
  }

  list(path: string): string[] {
    return orWhenMissing(() => fs.readdirSync(path).sort(), []);
  }

  size(path: string): number | undefined {
    return fs.statSync(path, { throwIfNoEntry: false })?.size;
  }

  readWhole(path: string): Buffer | undefined {
    return orWhenMissing(() => fs.readFileSync(path), undefined);
  }

  replace(path: string, bytes: Buffer): void {
    const temporary = `${path}.tmp`;
    fs.writeFileSync(temporary, bytes, { flush: true });
    this.rename(temporary, path);
  }

  read(path: string, position: number, target: Buffer, targetStart: number, length: number): number {
    const descriptor = this.#descriptor(path);
    let done = 0;
    while (done < length) {
      const count = fs.readSync(descriptor, target, targetStart + done, length - done, position + done);
      if (count === 0) break;
      done += count;
    }
    return done;
  }

  write(path: string, position: number, bytes: Buffer): void {
    const descriptor = this.#descriptor(path);
    for (let done = 0; done < bytes.length; ) {
      done += fs.writeSync(descriptor, bytes, done, bytes.length - done, position + done);
    }
  }

  truncate(path: string, size: number): void {
    fs.ftruncateSync(this.#descriptor(path), size);
  }

  sync(path: string): void {
    fs.fdatasyncSync(this.#descriptor(path));
  }

  rename(from: string, to: string): void {
    this.#releaseWithin(from);
    this.#releaseWithin(to);
    fs.renameSync(from, to);
  }

  remove(path: string): void {
    this.#releaseWithin(path);
    fs.rmSync(path, { recursive: true, force: true });
  }

  release(path: string): void {
    const descriptor = this.#open.get(path);
    if (descriptor === undefined) return;
    this.#open.delete(path);
    fs.closeSync(descriptor);
  }

  /** Windows renames and removes only what nobody holds open; elsewhere the space would stay taken. */
  #releaseWithin(path: string): void {
    for (const open of this.#open.keys()) {
      if (open === path || open.startsWith(path + sep)) this.release(open);
    }
  }

  #descriptor(path: string): number {
    const known = this.#open.get(path);
    const descriptor = known ?? fs.openSync(path, fs.constants.O_RDWR | fs.constants.O_CREAT, 0o644);
    if (known !== undefined) this.#open.delete(path);
    this.#open.set(path, descriptor);
    if (this.#open.size > maxOpenFiles) this.release(this.#open.keys().next().value as string);
    return descriptor;
  }
}

function orWhenMissing<T, M>(action: () => T, missing: M): T | M {
  try {
    return action();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return missing;
    throw error;
  }
}
