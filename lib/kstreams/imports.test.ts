import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const root = fileURLToPath(new URL('.', import.meta.url));

/** Which folders the files of a folder may import from, besides their own and errors.ts; types come from anywhere. */
const arrows: { readonly [folder: string]: readonly string[] } = {
  serdes: [],
  processor: [],
  state: ['processor'],
  topology: ['processor', 'state', 'serdes'],
  operators: ['processor', 'state', 'serdes'],
  dsl: ['operators', 'topology', 'processor', 'state', 'serdes'],
  runtime: ['topology', 'processor', 'state', 'serdes'],
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

it('needs nothing but Node, and kafkajs in kafka/', () => {
  expect(files.length).toBeGreaterThan(100);
  const outside = files.filter((file) =>
    importsOf(file).some(
      (name) => !/^(\.|node:)/.test(name) && !(file.startsWith('kafka/') && name === 'kafkajs'),
    ),
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
        (target) => target !== 'errors.ts' && ![folder, ...allowed].includes(target.split('/')[0] ?? ''),
      )
      .map((target) => `${file} imports ${target}`);
  });
  expect(against).toEqual([]);
});
