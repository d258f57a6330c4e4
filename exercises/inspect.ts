import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ManifestEntry } from './manifest.ts';
import { numberOf } from './runner/catalogue.ts';
import { exercisesTable } from './runner/table.ts';

const here = fileURLToPath(new URL('.', import.meta.url));
const marker = /\/\/ Exercise\b/;

/**
 * Compares the manifest with the folders and with the table in the README.
 *
 * @param exercises the folder that holds them
 * @returns what is wrong, a sentence each; nothing is right
 */
export function inspectManifest(manifest: readonly ManifestEntry[], exercises = here): string[] {
  const findings: string[] = [];
  const named = manifest.map(({ folder }) => folder);
  const folders = readdirSync(exercises).filter((name) => /^\d/.test(name));
  for (const folder of folders) if (!named.includes(folder)) findings.push(`${folder} is not in manifest.ts`);
  for (const folder of named) if (!folders.includes(folder)) findings.push(`${folder} is no folder`);
  for (const [index, entry] of manifest.entries()) {
    if (!/^\d\d-[a-z]+(-[a-z]+)*$/.test(entry.folder) || numberOf(entry) !== index + 1) {
      findings.push(`${entry.folder} is entry ${index + 1} of manifest.ts: is its number right?`);
    }
  }
  const table = exercisesTable(manifest);
  if (!readFileSync(join(exercises, 'README.md'), 'utf8').includes(table)) {
    findings.push(`README.md needs this table:\n\n${table}\n`);
  }
  return findings;
}

/**
 * Looks at an exercise without running it: its files, its README, its hints.
 *
 * @param exercises the folder that holds it
 * @returns what is wrong, a sentence each; nothing is right
 */
export function inspectExercise(entry: ManifestEntry, exercises = here): string[] {
  const folder = join(exercises, entry.folder);
  const files = filesBelow(folder);
  const named = namedFiles(entry);
  const missing = named.filter((path) => !files.includes(path));
  if (missing.length > 0) return missing.map((path) => `${path} does not exist`);
  const read = (path: string) => readFileSync(join(folder, path), 'utf8');
  const helpers = helpersOfChecks(files, named, read);
  return [
    ...files
      .filter((path) => !named.includes(path) && !helpers.has(path))
      .map((path) => `${path} is used by nothing`),
    ...entry.files.flatMap((file) => inspectFile(entry, file, read)),
    ...entry.cheats
      .filter(({ file }) => marker.test(read(`cheats/${file}`)))
      .map(({ file }) => `cheats/${file} still says // Exercise`),
    ...inspectReadme(entry, read('README.md')),
    ...inspectTexts(entry, exercises),
  ];
}

function filesBelow(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => statSync(join(folder, path)).isFile())
    .map((path) => path.split(sep).join('/'));
}

function namedFiles({ files, cheats }: ManifestEntry): string[] {
  return [
    ...['README.md', 'check.ts', 'exercise.ts'],
    ...files.flatMap((file) => [`starter/${file}`, `solution/${file}`]),
    ...new Set(cheats.map(({ file }) => `cheats/${file}`)),
  ];
}

/** Files that the checks consist of besides: each is named by the check itself or by another of them. */
function helpersOfChecks(
  files: readonly string[],
  named: readonly string[],
  read: (path: string) => string,
): ReadonlySet<string> {
  const helpers = new Set(['check.ts']);
  // A set is walked through to what is added on the way.
  for (const helper of helpers) {
    const text = read(helper);
    for (const path of files) if (!named.includes(path) && text.includes(basename(path))) helpers.add(path);
  }
  return helpers;
}

function inspectFile({ files }: ManifestEntry, file: string, read: (path: string) => string): string[] {
  const findings: string[] = [];
  if (!marker.test(read(`starter/${file}`))) findings.push(`starter/${file} says nowhere // Exercise`);
  if (marker.test(read(`solution/${file}`))) findings.push(`solution/${file} still says // Exercise`);
  for (const part of ['starter', 'solution']) {
    // Learners work on a copy elsewhere.
    for (const [, target = ''] of read(`${part}/${file}`).matchAll(/(?:from|import\()\s*'(\.[^']+)'/g)) {
      if (files.includes(relative('.', join(dirname(file), target)))) continue;
      findings.push(`${part}/${file} imports ${target}, which is not among its files`);
    }
  }
  return findings;
}

function inspectReadme(entry: ManifestEntry, readme: string): string[] {
  const { folder, title, chapter } = entry;
  const number = numberOf(entry);
  const end = [
    `To begin: \`npm run exercises -- ${number}\`, and edit your copy in \`exercises/work/${folder}\`.`,
    `[Chapter ${Number.parseInt(basename(chapter), 10)}](../../${chapter}) · [All exercises](../README.md)`,
  ].join('\n');
  return [
    !readme.startsWith(`# ${number}. ${title}\n`) && `README.md should begin with "# ${number}. ${title}"`,
    !readme.includes(`npm run exercises -- run ${number}\``) && 'README.md does not say when it is done',
    !/^1\. /m.test(readme) && 'README.md has no numbered tasks',
    !readme.endsWith(`\n\n${end}\n`) && `README.md should end with:\n\n${end}\n`,
  ].filter((finding) => finding !== false);
}

function inspectTexts({ hints, background, cheats, chapter }: ManifestEntry, exercises: string): string[] {
  const distinct = new Set(hints.map((hint) => hint.trim()));
  return [
    [...distinct].some((hint) => hint.length <= 15) && 'a hint says next to nothing',
    distinct.size !== hints.length && 'two hints are the same',
    (hints.length < 2 || hints.length > 4) && `there are ${hints.length} hints, expected 2 to 4`,
    background.trim().length <= 80 && 'the background says next to nothing',
    cheats.length < 2 && 'there are fewer than two cheats',
    !existsSync(join(exercises, '..', chapter)) && `the chapter ${chapter} does not exist`,
  ].filter((finding) => finding !== false);
}
