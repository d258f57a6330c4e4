import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { generate } from './generate.ts';

const committed = fileURLToPath(new URL('generated', import.meta.url));
let made: string;

beforeAll(async () => {
  made = await mkdtemp(join(tmpdir(), 'codecs-'));
  await generate(made);
});

afterAll(() => rm(made, { recursive: true }));

it.each(['messages.js', 'messages.d.ts'])('has committed the %s that is generated', async (file) => {
  expect(await readFile(join(committed, file), 'utf8')).toBe(await readFile(join(made, file), 'utf8'));
});

it('has committed nothing else', async () => {
  expect(await readdir(committed)).toEqual(await readdir(made));
});
