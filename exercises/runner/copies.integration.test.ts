import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ManifestEntry } from '../manifest.ts';
import { resetCopies, syncCopies } from './copies.ts';
import { type Places, placesBelow } from './places.ts';
import { ProgressFile } from './progressFile.ts';

const entry = { folder: '07-double', title: 'Double', files: ['double.ts'] } as unknown as ManifestEntry;
const [starter, copy] = ['exercises/07-double/starter/double.ts', 'exercises/work/07-double/double.ts'];

let top: string;
let places: Places;
let progress: ProgressFile;
const path = (name: string) => join(places.root, name);
const read = (name: string) => readFileSync(path(name), 'utf8');
const write = (name: string, text: string) => {
  mkdirSync(dirname(path(name)), { recursive: true });
  writeFileSync(path(name), text);
};
const git = (...args: string[]) => {
  const who = ['-c', 'user.name=Trainer', '-c', 'user.email=trainer@example.org'];
  execFileSync('git', [...who, ...args], { cwd: top, stdio: 'ignore' });
};
/** As `git pull` would. */
const release = (text: string) => {
  write(starter, text);
  git('add', '.');
  git('commit', '-m', text);
};
const sync = () => syncCopies(places, [entry], progress);

beforeEach(() => {
  top = mkdtempSync(join(tmpdir(), 'copies-'));
  // The workspace may be a folder of a larger repository.
  places = placesBelow(join(top, 'workspace'), join(top, 'state'));
  progress = new ProgressFile(places.progress, () => undefined);
  git('init');
  write('.gitignore', 'exercises/work/\n');
  release('starter 1');
});
afterEach(() => rmSync(top, { recursive: true }));

describe('syncCopies', () => {
  it('makes copies, with the options of the compiler beside', async () => {
    expect(await sync()).toEqual([]);
    expect(read(copy)).toBe('starter 1');
    const { extends: base } = JSON.parse(read('exercises/work/07-double/tsconfig.json')) as {
      extends: string;
    };
    expect(base).toBe('../../tsconfig.json');
  });

  it('makes a copy again that was deleted', async () => {
    await sync();
    rmSync(path(copy));
    expect(await sync()).toEqual([]);
    expect(read(copy)).toBe('starter 1');
  });

  it('brings a newer starter to who has not edited the older one', async () => {
    await sync();
    release('starter 2');
    expect(await sync()).toEqual([expect.stringContaining(`${copy} is as its newer starter now`)]);
    expect(read(copy)).toBe('starter 2');
    expect(await sync()).toEqual([]);
  });

  it('never touches an edit, and says once that there is a newer starter', async () => {
    await sync();
    write(copy, 'mine');
    expect(await sync()).toEqual([]);
    release('starter 2');
    expect(await sync()).toEqual([
      expect.stringMatching(/A newer starter .* reset 7` takes it.*double\.ts\.bak/),
    ]);
    expect(await sync()).toEqual([]);
    release('starter 3');
    expect(await sync()).toHaveLength(1);
    expect(read(copy)).toBe('mine');
  });

  it('never touches an edit when the progress is lost', async () => {
    await sync();
    write(copy, 'mine');
    release('starter 2');
    rmSync(places.progress);
    await sync();
    release('starter 3');
    await sync();
    expect(read(copy)).toBe('mine');
  });

  it('takes over an edit in the place of the starter, and leaves the starter alone', async () => {
    await sync();
    write(starter, 'mine, in the wrong place');
    expect(await sync()).toEqual([expect.stringMatching(`You edited ${starter}.* look at ${copy}`)]);
    expect(read(copy)).toBe('mine, in the wrong place');
    expect(read(starter)).toBe('mine, in the wrong place');
    git('checkout', '.');
    release('starter 2');
    await sync();
    expect(read(copy)).toBe('mine, in the wrong place');
  });

  it('takes it over before the first start as well', async () => {
    write(starter, 'too early');
    await sync();
    expect(read(copy)).toBe('too early');
  });

  it('lets neither of two edits overwrite the other', async () => {
    await sync();
    write(copy, 'mine');
    write(starter, 'mine, too');
    expect(await sync()).toEqual([expect.stringContaining('You edited')]);
    expect(await sync()).toEqual([]);
    expect(read(copy)).toBe('mine');
    expect(read(starter)).toBe('mine, too');
  });

  it('keeps, without git, what it replaces: it may be an edit', async () => {
    rmSync(join(top, '.git'), { recursive: true });
    await sync();
    write(starter, 'mine, in the wrong place');
    await sync();
    expect(read(copy)).toBe('mine, in the wrong place');
    write(starter, 'starter 2, unpacked over it');
    await sync();
    expect(read(copy)).toBe('starter 2, unpacked over it');
    expect(read(`${copy}.2.bak`)).toBe('mine, in the wrong place');
  });
});

describe('resetCopies', () => {
  it('takes the starter of the repository and keeps each version that it replaces', async () => {
    await sync();
    expect(await resetCopies(places, entry, progress)).toEqual([]);
    write(copy, 'first try');
    release('starter 2');
    expect(await resetCopies(places, entry, progress)).toEqual([`${copy}.bak`]);
    write(copy, 'second try');
    expect(await resetCopies(places, entry, progress)).toEqual([`${copy}.2.bak`]);
    expect(read(copy)).toBe('starter 2');
    expect(read(`${copy}.bak`)).toBe('first try');
    expect(read(`${copy}.2.bak`)).toBe('second try');
    expect(await sync()).toEqual([]);
  });

  it('forgets what was known', async () => {
    await progress.update(({ exercises }) => {
      const known = { solvedAt: 'then', wrong: false, hintsShown: 2, solutionShown: true, files: new Map() };
      exercises.set(entry.folder, known);
    });
    await resetCopies(places, entry, progress);
    const known = (await progress.read()).exercises.get(entry.folder);
    expect(known).toMatchObject({ hintsShown: 0, solutionShown: false });
    expect(known?.solvedAt).toBeUndefined();
  });

  it('does not bring back an edit in the place of the starter', async () => {
    write(starter, 'in the wrong place');
    await sync();
    await resetCopies(places, entry, progress);
    expect(read(copy)).toBe('starter 1');
    expect(await sync()).toEqual([]);
    expect(read(copy)).toBe('starter 1');
    expect(existsSync(path(`${copy}.bak`))).toBe(true);
    expect(readdirSync(dirname(path(copy)))).toHaveLength(3);
  });
});
