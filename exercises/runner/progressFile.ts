import { mkdir, readFile, rename, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { atomicWrite, describeError } from '@kafka-tutorial/util';
import type { Progress } from './progress.ts';
import { formatProgress, parseProgress } from './progressFormat.ts';

const maxBytes = 1_000_000;

/** The file with the progress. Read anew each time, because another terminal may have changed it. */
export class ProgressFile {
  readonly #path: string;
  readonly #tell: (message: string) => void;

  /** @param tell hears when a damaged file is set aside */
  constructor(path: string, tell: (message: string) => void) {
    this.#path = path;
    this.#tell = tell;
  }

  /** What the file says; nothing is done yet when there is none, or a damaged one. */
  async read(): Promise<Progress> {
    try {
      const { size } = await stat(this.#path);
      if (size > maxBytes) throw new Error(`it has ${size} bytes, expected at most ${maxBytes}`);
      return parseProgress(await readFile(this.#path, 'utf8'));
    } catch (error) {
      if (isMissing(error)) return { exercises: new Map() };
      if (error instanceof Error && 'code' in error) throw error;
      const aside = `${this.#path}.damaged-${Date.now()}`;
      await rename(this.#path, aside);
      this.#tell(
        `Your progress could not be read: ${describeError(error)}. It is set aside as ${aside}; the count begins anew, your files are untouched.`,
      );
      return { exercises: new Map() };
    }
  }

  /** Changes what the file says, so that it has all of the old or all of the new at any moment. */
  async update<T>(change: (progress: Progress) => T): Promise<T> {
    const progress = await this.read();
    const result = change(progress);
    await mkdir(dirname(this.#path), { recursive: true });
    // Another terminal may check the same save.
    const beside = `${this.#path}.${process.pid}`;
    await atomicWrite(this.#path, Buffer.from(formatProgress(progress)), beside);
    return result;
  }
}

const isMissing = (error: unknown) => error instanceof Error && 'code' in error && error.code === 'ENOENT';
