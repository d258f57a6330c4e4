import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const root = fileURLToPath(new URL('.', import.meta.url));

/** What every folder may import. */
const shared = ['errors.ts', 'topology/names.ts'];

/** The packages, and where each is used. */
const packages: { readonly [name: string]: string } = { kafkajs: 'kafka/', lmdb: 'state/persistent/' };

/** Which folders the files of a folder may import from, besides their own; types come from anywhere. */
const arrows: { readonly [folder: string]: readonly string[] } = {
  serdes: [],
  processor: [],
  state: ['processor', 'serdes'],
  topology: ['processor', 'state', 'serdes'],
  operators: ['processor', 'state', 'serdes'],
  dsl: ['operators', 'topology', 'processor', 'state', 'serdes'],
  runtime: ['topology', 'processor', 'state', 'serdes'],
  query: ['processor', 'state', 'serdes'],
  testing: ['runtime', 'topology', 'processor', 'state', 'serdes'],
};

/** Those that only tests import may reach further. */
const helpers = /\.test\.ts$|Contract\.ts$|testing\.ts$/;

const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter(
  (file) => file.endsWith('.ts') && !file.includes('node_modules') && !helpers.test(file),
);

function importsOf(file: string): string[] {
  const text = readFileSync(join(root, file), 'utf8');
  return [...text.matchAll(/^(?:import|export) (?!type )[^;]*? from '([^']+)';/gm)].map(
    ([, name]) => name as string,
  );
}

it('needs each package in its place only', () => {
  expect(files.length).toBeGreaterThan(100);
  const outside = files.flatMap((file) =>
    importsOf(file)
      .filter((name) => !/^(\.|node:)/.test(name) && !file.startsWith(packages[name] ?? 'nowhere'))
      .map((name) => `${file} imports ${name}`),
  );
  expect(outside).toEqual([]);
});

it('imports along the arrows only', () => {
  const against = files.flatMap((file) => {
    const folder = file.split('/')[0] ?? '';
    const allowed = arrows[folder];
    if (allowed === undefined) return [];
    return importsOf(file)
      .filter((name) => name.startsWith('.'))
      .map((name) => relative(root, join(root, dirname(file), name)))
      .filter(
        (target) => !shared.includes(target) && ![folder, ...allowed].includes(target.split('/')[0] ?? ''),
      )
      .map((target) => `${file} imports ${target}`);
  });
  expect(against).toEqual([]);
});
