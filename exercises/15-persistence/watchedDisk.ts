import fs from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';

/** Something that was done to the disk: `sync wine/events`. */
export interface DiskStep {
  readonly what: 'open' | 'write' | 'sync' | 'rename';
  readonly path: string;
}

/** What `node:fs/promises` is asked to do, as it is asked; one of the steps may fail. */
export interface WatchedDisk {
  readonly steps: readonly DiskStep[];
  /** Lets the step of this number, from 0, fail: a write after half of its bytes. */
  fail(step: number | undefined): void;
  /** Forgets the steps so far. */
  forget(): void;
}

type Method = (this: object, ...args: unknown[]) => unknown;
type Methods = { [name: string]: Method };

/** Watches the disk while a function runs. */
export async function watchDisk<T>(use: (disk: WatchedDisk) => Promise<T>): Promise<T> {
  const paths = new WeakMap<object, string>();
  const restore: (() => void)[] = [];
  let steps: DiskStep[] = [];
  let failing: number | undefined;

  const replace = (owner: Methods, name: string, by: (original: Method) => Method) => {
    const original = owner[name];
    if (original === undefined) throw new TypeError(`there is no ${name}`);
    owner[name] = by(original);
    restore.push(() => {
      owner[name] = original;
    });
  };
  const step = (what: DiskStep['what'], path: string) => {
    const number = steps.push({ what, path }) - 1;
    return number === failing ? new Error(`no ${what}: the disk is gone`) : undefined;
  };
  const half = (bytes: unknown) =>
    bytes instanceof Uint8Array || typeof bytes === 'string' ? bytes.slice(0, bytes.length / 2) : bytes;

  const probe = await fs.open(process.execPath, 'r');
  const handle = Object.getPrototypeOf(probe) as Methods;
  await probe.close();
  const promises = fs as unknown as Methods;

  replace(promises, 'open', (original) => async (...args) => {
    const error = step('open', String(args[0]));
    if (error) throw error;
    const opened = (await original.apply(fs, args)) as object;
    paths.set(opened, String(args[0]));
    return opened;
  });
  replace(promises, 'rename', (original) => async (...args) => {
    const error = step('rename', String(args[1]));
    if (error) throw error;
    return original.apply(fs, args);
  });
  // Whichever of these is called, those it calls in turn count as the same step.
  let inside = false;
  const written = (
    original: Method,
    path: (self: object, args: unknown[]) => string,
    bytesAt: number,
  ): Method =>
    async function (...args) {
      if (inside) return original.apply(this, args);
      const error = step('write', path(this, args));
      inside = true;
      try {
        const some = args.map((arg, i) => (error && i === bytesAt ? half(arg) : arg));
        const result = await original.apply(this, some);
        if (error) throw error;
        return result;
      } finally {
        inside = false;
      }
    };
  for (const name of ['writeFile', 'appendFile']) {
    replace(promises, name, (original) => written(original, (_, args) => String(args[0]), 1));
  }
  for (const name of ['write', 'writeFile', 'appendFile']) {
    replace(handle, name, (original) => written(original, (self) => paths.get(self) ?? '', 0));
  }
  for (const name of ['sync', 'datasync']) {
    replace(
      handle,
      name,
      (original) =>
        async function () {
          const error = step('sync', paths.get(this) ?? '');
          if (error) throw error;
          return original.call(this);
        },
    );
  }
  syncBuiltinESMExports();
  try {
    return await use({
      get steps() {
        return steps;
      },
      fail: (number) => {
        failing = number;
      },
      forget: () => {
        steps = [];
      },
    });
  } finally {
    for (const one of restore) one();
    syncBuiltinESMExports();
  }
}
