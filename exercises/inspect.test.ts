import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { inspectExercise, inspectManifest } from './inspect.ts';
import { type ManifestEntry, manifest } from './manifest.ts';

const here = fileURLToPath(new URL('.', import.meta.url));

describe('the exercises', () => {
  it('are those of the manifest and of the table in README.md', () => {
    expect(inspectManifest(manifest)).toEqual([]);
  });

  it.each(manifest)('$folder has all that an exercise needs, and nothing else', (entry) => {
    expect(inspectExercise(entry)).toEqual([]);
  });
});

describe('what is wrong', () => {
  const root = mkdtempSync(join(tmpdir(), 'exercises-'));
  const exercises = join(root, 'exercises');
  const scan = manifest.find(({ folder }) => folder === '11-scan') as ManifestEntry;
  const folder = join(exercises, scan.folder);
  const change = (path: string, edit: (text: string) => string) =>
    writeFileSync(join(folder, path), edit(readFileSync(join(folder, path), 'utf8')));

  beforeEach(() => {
    rmSync(exercises, { recursive: true, force: true });
    cpSync(join(here, scan.folder), folder, { recursive: true });
    cpSync(join(here, '..', scan.chapter), join(root, scan.chapter));
  });
  afterAll(() => rmSync(root, { recursive: true }));

  it('is nothing in a copy', () => {
    expect(inspectExercise(scan, exercises)).toEqual([]);
  });

  it.each<[string, () => void, Partial<ManifestEntry>, RegExp]>([
    ['a stray file', () => writeFileSync(join(folder, 'notes.txt'), ''), {}, /notes\.txt is used by nothing/],
    ['a missing solution', () => rmSync(join(folder, 'solution/scan.ts')), {}, /scan\.ts does not exist/],
    [
      'a starter without marker',
      () => change('starter/scan.ts', (t) => t.replace('// Exercise', '//')),
      {},
      /nowhere/,
    ],
    [
      'a solution with marker',
      () => change('solution/scan.ts', (t) => `// Exercise\n${t}`),
      {},
      /solution.* still/,
    ],
    [
      'a cheat with marker',
      () => change('cheats/swallowedError.ts', (t) => `// Exercise\n${t}`),
      {},
      /cheats.* still/,
    ],
    [
      'an import from elsewhere',
      () => change('starter/scan.ts', (t) => `import '../check.ts';\nimport x from '../check.ts';\n${t}`),
      {},
      /imports/,
    ],
    ['another title', () => {}, { title: 'Another' }, /should begin with/],
    ['no tasks', () => change('README.md', (t) => t.replaceAll(/^\d\. /gm, '')), {}, /no numbered tasks/],
    [
      'no way to begin',
      () => change('README.md', (t) => t.replace('To begin', 'Begin')),
      {},
      /should end with/,
    ],
    ['an empty hint', () => {}, { hints: ['', 'A hint that says something.'] }, /next to nothing/],
    ['the same hint twice', () => {}, { hints: ['A hint of words.', 'A hint of words.'] }, /the same/],
    ['no background', () => {}, { background: ' ' }, /background/],
    ['one cheat', () => {}, { cheats: [scan.cheats[0]] }, /fewer than two|is used by nothing/],
    ['no chapter', () => {}, { chapter: 'docs/99-none.md' }, /does not exist/],
  ])('is %s', (_, breakIt, change, finding) => {
    breakIt();
    expect(inspectExercise({ ...scan, ...change }, exercises).join('\n')).toMatch(finding);
  });

  it('is a manifest that differs from folders, order and README', () => {
    writeFileSync(join(exercises, 'README.md'), '');
    cpSync(folder, join(exercises, '02-left-over'), { recursive: true });
    const findings = inspectManifest([scan, { ...scan, folder: '01-no-folder' }], exercises).join('\n');
    expect(findings).toContain('02-left-over is not in manifest.ts');
    expect(findings).toContain('01-no-folder is no folder');
    expect(findings).toContain('11-scan is entry 1');
    expect(findings).toContain('README.md needs this table');
  });
});
