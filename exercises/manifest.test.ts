import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { manifest } from './manifest.ts';
import { numberOf } from './runner/catalogue.ts';
import { exercisesTable } from './runner/table.ts';

const here = fileURLToPath(new URL('.', import.meta.url));
const read = (...path: string[]) => readFileSync(join(here, ...path), 'utf8');
const marker = /\/\/ Exercise\b/;

describe('the manifest', () => {
  it('has an entry for each folder, and a folder for each entry', () => {
    const folders = readdirSync(here).filter((name) => /^\d/.test(name));
    expect(manifest.map(({ folder }) => folder)).toEqual(folders.sort());
  });

  it('has the numbers from 1 on, without gaps', () => {
    const numbers = manifest.map(numberOf);
    for (const { folder } of manifest) expect(folder).toMatch(/^\d\d-[a-z]+(-[a-z]+)*$/);
    expect(numbers).toEqual(numbers.map((_, index) => index + 1));
  });

  it('is what the table in README.md says', () => {
    const table = exercisesTable(manifest);
    expect(read('README.md').includes(table), `README.md needs this table:\n\n${table}\n`).toBe(true);
  });
});

describe.each(manifest)('$folder', ({ folder, ...exercise }) => {
  const number = Number.parseInt(folder, 10);
  const { files, cheats, hints, chapter, title } = exercise;

  it('has the files that it names, helpers of its checks, and no others', () => {
    const found = readdirSync(join(here, folder), { recursive: true, encoding: 'utf8' })
      .filter((path) => statSync(join(here, folder, path)).isFile())
      .map((path) => path.split(sep).join('/'));
    const named = [
      ...['README.md', 'check.ts', 'exercise.ts'],
      ...files.flatMap((file) => [`starter/${file}`, `solution/${file}`]),
      ...new Set(cheats.map(({ file }) => `cheats/${file}`)),
    ];
    const helping = new Set(['check.ts']);
    // A set is walked through to what is added on the way.
    for (const helper of helping) {
      const text = read(folder, helper);
      for (const path of found) if (!named.includes(path) && text.includes(basename(path))) helping.add(path);
    }
    expect(found.sort()).toEqual([...new Set([...named, ...helping])].sort());
  });

  it('marks in the starters what is to be done, and only there', () => {
    for (const file of files) expect(read(folder, 'starter', file), file).toMatch(marker);
    for (const file of files) expect(read(folder, 'solution', file), file).not.toMatch(marker);
    for (const { file } of cheats) expect(read(folder, 'cheats', file), file).not.toMatch(marker);
  });

  it('imports nothing from outside of its folder, so that a copy elsewhere works', () => {
    for (const part of ['starter', 'solution']) {
      for (const file of files) {
        for (const [, target = ''] of read(folder, part, file).matchAll(/(?:from|import\()\s*'(\.[^']+)'/g)) {
          const path = relative('.', join(dirname(file), target));
          expect(files, `${part}/${file} imports ${target}`).toContain(path);
        }
      }
    }
  });

  it('has a README with its title, why, and how to tell that it is done', () => {
    const readme = read(folder, 'README.md');
    expect(readme.split('\n')[0]).toBe(`# ${number}. ${title}`);
    expect(readme).toContain(`npm run exercises -- run ${number}\``);
    expect(readme).toMatch(/^1\. /m);
  });

  it('has a README that ends with how to begin, and where to go on reading', () => {
    const end = [
      `To begin: \`npm run exercises -- ${number}\`, and edit your copy in \`exercises/work/${folder}\`.`,
      `[Chapter ${Number.parseInt(basename(chapter), 10)}](../../${chapter}) · [All exercises](../README.md)`,
    ].join('\n');
    expect(read(folder, 'README.md').endsWith(`\n\n${end}\n`), `README.md should end with:\n\n${end}`).toBe(
      true,
    );
  });

  it('has hints and a background that say something', () => {
    for (const hint of hints) expect(hint.trim().length).toBeGreaterThan(15);
    expect(new Set(hints).size).toBe(hints.length);
    expect(hints.length).toBeLessThanOrEqual(4);
    expect(exercise.background.trim().length).toBeGreaterThan(80);
    expect(cheats.length).toBeGreaterThanOrEqual(2);
  });

  it('names a chapter', () => {
    expect(chapter).toMatch(/^docs\/\d\d-[a-z-]+\.md$/);
    expect(existsSync(join(here, '..', chapter)), chapter).toBe(true);
  });
});
