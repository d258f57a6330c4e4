import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ports } from '@kafka-tutorial/serving';
import { describe, expect, it } from 'vitest';
import { filesBelow } from './filesBelow.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const files = filesBelow(root, /\.(ts|js)$/);

// The package that a file belongs to, by its folder: `lib/model`, `customStage`.
const room = (path: string) => {
  const [first, second] = relative(root, path).split(sep);
  return first === 'lib' ? `lib/${second}` : String(first);
};

const packageNames = new Map(
  [...new Set(files.map(room))].flatMap((folder) => {
    try {
      const { name } = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8')) as {
        name: string;
      };
      return [[name, folder] as const];
    } catch {
      return [];
    }
  }),
);

const serverArrows = ['lib/http', 'lib/kafka', 'lib/model', 'lib/serving', 'lib/util', 'proto'];

// What each room may use; tests and `testing.ts` may use more.
const arrows: Readonly<Record<string, readonly string[]>> = {
  proto: [],
  'lib/util': [],
  'lib/embeddedKafka': [],
  'lib/kstreams': [],
  'lib/model': ['proto'],
  'lib/kafka': ['lib/embeddedKafka', 'lib/util'],
  'lib/serving': ['lib/kstreams', 'lib/model', 'lib/util', 'proto'],
  'lib/http': ['lib/serving', 'lib/util'],
  'lib/actors': ['lib/kafka', 'lib/util'],
  data: ['lib/model', 'proto'],
  client: ['data', 'lib/http', 'lib/kafka', 'lib/serving', 'lib/util', 'proto'],
  actorsPersistent: [...serverArrows, 'lib/actors'],
  customStage: serverArrows,
  kstreamsInMemory: [...serverArrows, 'lib/kstreams'],
  kstreamsKVStore: [...serverArrows, 'lib/kstreams'],
  kstreamsCustomStore: [...serverArrows, 'lib/kstreams'],
};

const serverFiles = [
  ...['main.ts', 'modelServer.ts', 'dataProcessor.ts', 'modelProcessor.ts', 'modelStore.ts', 'queries.ts'],
  ...['README.md', 'modelServer.test.ts', 'main.integration.test.ts', 'index.ts', 'package.json'],
];
const servers = Object.keys(ports).filter((program) => program !== 'client');

describe('the rooms of the workspace', () => {
  it.each(Object.keys(arrows))('%s uses only what it may', (folder) => {
    const allowed = new Set([folder, ...(arrows[folder] ?? [])]);
    const checked = files.filter(
      (path) => room(path) === folder && !/(\.test|[tT]esting|[cC]ontract)\.ts$/.test(path),
    );
    expect(checked.length).toBeGreaterThan(0);
    for (const path of checked) {
      for (const [, specifier] of readFileSync(path, 'utf8').matchAll(/(?:from|import\()\s*'([^']+)'/g)) {
        const target = specifier?.startsWith('.')
          ? room(join(dirname(path), specifier))
          : packageNames.get(String(specifier?.match(/^@kafka-tutorial\/[^/]+/)?.[0]));
        const where = `${relative(root, path)} imports ${specifier}`;
        if (target !== undefined) expect([...allowed], where).toContain(target);
      }
    }
  });

  it.each(servers)('%s has the file names that all servers share', (server) => {
    expect(readdirSync(join(root, server))).toEqual(expect.arrayContaining(serverFiles));
  });
});

describe('source files', () => {
  it('stay within one concept: no file is longer than 350 lines', () => {
    const long = files
      .filter((path) => !path.endsWith('.test.ts'))
      .map((path) => [relative(root, path), readFileSync(path, 'utf8').split('\n').length] as const)
      .filter(([, lines]) => lines > 350);
    expect(long).toEqual([]);
  });
});
