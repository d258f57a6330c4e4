import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { copyWorkspace } from './copyWorkspace.ts';

let folder: string;
let root: string;
const write = (path: string) => {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(
    join(root, path),
    path === '.gitignore' ? 'node_modules/\n.tutorial/\nexercises/work/\n' : path,
  );
};
const tracked = [
  ...[
    '.gitignore',
    'package.json',
    'lib/a.ts',
    'exercises/11-scan/check.ts',
    'exercises/11-scan/starter/a.ts',
  ],
];
const solved = ['exercises/11-scan/solution/a.ts', 'exercises/11-scan/cheats/b.ts'];
const own = ['node_modules/x/index.js', '.tutorial/exercises.json', 'exercises/work/11-scan/a.ts'];
const git = (...args: string[]) => execFileSync('git', args, { cwd: root, stdio: 'ignore' });
const filesOf = (target: string) =>
  readdirSync(target, { recursive: true, encoding: 'utf8' })
    .filter((path) => statSync(join(target, path)).isFile())
    .sort();
const copy = (target: string, withoutSolutions = false) => copyWorkspace(root, target, { withoutSolutions });

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'workspace-'));
  root = join(folder, 'original');
  for (const path of [...tracked, ...solved]) write(path);
  mkdirSync(join(folder, 'empty'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('copyWorkspace', () => {
  it('copies what git tracks and is still there, and nothing else', async () => {
    write('lib/removed.ts');
    git('init');
    git('add', '.');
    for (const path of [...own, 'lib/untracked.ts']) write(path);
    rmSync(join(root, 'lib/removed.ts'));
    expect(await copy(join(folder, 'new', 'class'))).toBe(tracked.length + solved.length);
    expect(filesOf(join(folder, 'new', 'class'))).toEqual([...tracked, ...solved].sort());
  });

  it('copies, without git, what is not ignored', async () => {
    for (const path of own) write(path);
    await copy(join(folder, 'empty'));
    expect(filesOf(join(folder, 'empty'))).toEqual([...tracked, ...solved].sort());
  });

  it('leaves solutions and cheats out when asked', async () => {
    await copy(join(folder, 'class'), true);
    expect(filesOf(join(folder, 'class'))).toEqual([...tracked].sort());
  });

  it('refuses a folder that is not empty, or a file', async () => {
    writeFileSync(join(folder, 'empty', 'x'), '');
    for (const target of ['empty', 'empty/x']) {
      const refused = copy(join(folder, target));
      await expect(refused).rejects.toMatchObject({ code: 'WORKSPACE_DIRECTORY_TAKEN' });
    }
    expect(filesOf(join(folder, 'empty'))).toEqual(['x']);
  });

  it('refuses a folder inside the workspace, by whatever way', async () => {
    symlinkSync(root, join(folder, 'link'));
    for (const target of [root, join(root, 'class'), join(folder, 'link', 'class')]) {
      await expect(copy(target)).rejects.toMatchObject({ code: 'WORKSPACE_DIRECTORY_INSIDE' });
    }
  });
});
