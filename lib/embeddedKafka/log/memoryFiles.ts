import { dirname } from 'node:path';
import type { Files } from './files.ts';

interface MemoryFile {
  bytes: Buffer;
  /** What is left after a power loss; undefined when the file was never synced. */
  synced: Buffer | undefined;
}

export type FailingOperation = 'write' | 'truncate' | 'sync' | 'read' | 'rename' | 'remove';

/** A disk for tests: in memory, fails when told to, and can lose power. */
export class MemoryFiles implements Files {
  readonly #files = new Map<string, MemoryFile>();
  readonly #folders = new Set<string>();
  readonly #failures: { operation: FailingOperation; writtenBytes: number; after: number }[] = [];

  /** Lets the next call of `operation` fail; a write leaves its first `writtenBytes` on the disk. */
  failNext(operation: FailingOperation, writtenBytes = 0): void {
    this.#failures.push({ operation, writtenBytes, after: 0 });
  }

  /** Lets a later call of `operation` fail: 1 is the next one. */
  failNth(operation: FailingOperation, nth: number): void {
    this.#failures.push({ operation, writtenBytes: 0, after: nth - 1 });
  }

  /** Lets nothing fail any more. */
  forgetFailures(): void {
    this.#failures.length = 0;
  }

  /** Takes every file back to its last sync; files never synced are gone. */
  losePower(): void {
    for (const [path, file] of this.#files) {
      if (file.synced === undefined) this.#files.delete(path);
      else file.bytes = Buffer.from(file.synced);
    }
  }

  makeFolder(path: string): void {
    for (let folder = path; !this.#folders.has(folder); folder = dirname(folder)) this.#folders.add(folder);
  }

  list(path: string): string[] {
    const children = [...this.#files.keys(), ...this.#folders].filter(
      (entry) => entry !== path && dirname(entry) === path,
    );
    return children.map((child) => child.slice(path.length).replace(/^\//, '')).sort();
  }

  size(path: string): number | undefined {
    return this.#folders.has(path) ? 0 : this.#files.get(path)?.bytes.length;
  }

  readWhole(path: string): Buffer | undefined {
    const file = this.#files.get(path);
    return file && Buffer.from(file.bytes);
  }

  replace(path: string, bytes: Buffer): void {
    this.#failure('write');
    this.#checkFolder(path);
    this.#files.set(path, { bytes: Buffer.from(bytes), synced: Buffer.from(bytes) });
  }

  read(path: string, position: number, target: Buffer, targetStart: number, length: number): number {
    this.#failure('read');
    return this.#file(path).bytes.copy(target, targetStart, position, position + length);
  }

  write(path: string, position: number, bytes: Buffer): void {
    const failure = this.#takeFailure('write');
    this.#put(path, position, failure ? bytes.subarray(0, failure.writtenBytes) : bytes);
    if (failure) throw diskFull();
  }

  truncate(path: string, size: number): void {
    this.#failure('truncate');
    const file = this.#file(path);
    const cut = Buffer.alloc(size);
    file.bytes.copy(cut);
    file.bytes = cut;
  }

  sync(path: string): void {
    this.#failure('sync');
    const file = this.#file(path);
    file.synced = Buffer.from(file.bytes);
  }

  rename(from: string, to: string): void {
    this.#failure('rename');
    for (const [path, file] of [...this.#files]) {
      if (!isWithin(path, from)) continue;
      this.#files.delete(path);
      this.#files.set(to + path.slice(from.length), file);
    }
    for (const folder of [...this.#folders]) {
      if (!isWithin(folder, from)) continue;
      this.#folders.delete(folder);
      this.#folders.add(to + folder.slice(from.length));
    }
  }

  remove(path: string): void {
    this.#failure('remove');
    for (const file of this.#files.keys()) if (isWithin(file, path)) this.#files.delete(file);
    for (const folder of this.#folders) if (isWithin(folder, path)) this.#folders.delete(folder);
  }

  release(): void {}

  #put(path: string, position: number, bytes: Buffer): void {
    const file = this.#file(path);
    const end = position + bytes.length;
    if (end > file.bytes.length) {
      const grown = Buffer.alloc(end);
      file.bytes.copy(grown);
      file.bytes = grown;
    }
    bytes.copy(file.bytes, position);
  }

  #file(path: string): MemoryFile {
    this.#checkFolder(path);
    let file = this.#files.get(path);
    if (file === undefined) {
      file = { bytes: Buffer.alloc(0), synced: undefined };
      this.#files.set(path, file);
    }
    return file;
  }

  #checkFolder(path: string): void {
    if (!this.#folders.has(dirname(path))) throw new Error(`ENOENT: no folder for ${path}`);
  }

  #failure(operation: FailingOperation): void {
    if (this.#takeFailure(operation)) throw diskFull();
  }

  #takeFailure(operation: FailingOperation): { writtenBytes: number } | undefined {
    const index = this.#failures.findIndex((failure) => failure.operation === operation);
    const failure = this.#failures[index];
    if (failure === undefined || failure.after-- > 0) return undefined;
    this.#failures.splice(index, 1);
    return failure;
  }
}

function isWithin(path: string, folder: string): boolean {
  return path === folder || path.startsWith(`${folder}/`);
}

function diskFull(): Error {
  return Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' });
}
