import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { generate } from './generate.ts';

it('has committed the codec that graphDef.proto generates', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'graphDef-'));
  try {
    await generate(directory);
    for (const name of ['graphDef.js', 'graphDef.d.ts']) {
      const committed = await readFile(new URL(`generated/${name}`, import.meta.url), 'utf8');
      const generated = await readFile(join(directory, name), 'utf8');
      expect(committed === generated, `${name}: run npm run generate in lib/model`).toBe(true);
    }
  } finally {
    await rm(directory, { recursive: true });
  }
}, 30_000);
