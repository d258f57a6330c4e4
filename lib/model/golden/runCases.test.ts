import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { runCases } from './runCases.ts';

// Loading tfjs takes seconds on a busy machine.
vi.setConfig({ testTimeout: 30_000 });

const fixtures = fileURLToPath(new URL('../fixtures/tensorflow/', import.meta.url));
const pmmlCase = fileURLToPath(new URL('../fixtures/pmml/sk-wine-tree-class', import.meta.url));
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'goldenCases-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function run(): Promise<string[]> {
  const lines: string[] = [];
  await runCases(folder, (line) => lines.push(line));
  return lines;
}

async function changeExpected(name: string, change: (text: string) => string): Promise<void> {
  const path = join(folder, name, 'expected.csv');
  await writeFile(path, change(await readFile(path, 'utf8')));
}

it('prints a line for each case and the counts last', async () => {
  await cp(join(fixtures, 'tf-frozen-multi-io'), join(folder, 'passes'), { recursive: true });
  await mkdir(join(folder, 'unknown'));
  await writeFile(join(folder, 'unknown', 'case.json'), '{"kind": "abacus"}');
  expect(await run()).toEqual([
    'PASS passes',
    'FAIL unknown – case.json has the unknown kind abacus',
    '1 passed, 1 failed, 0 skipped',
  ]);
});

it('says what differs first', async () => {
  await cp(join(fixtures, 'tf-frozen-multi-io'), join(folder, 'case'), { recursive: true });
  await changeExpected('case', (text) => text.replace('-0.79395026', '-0.795'));
  expect(await run()).toEqual([
    expect.stringMatching(
      /^FAIL case – first difference: row 1, column Identity\[0\]: expected -0\.795, got -0\.7939/,
    ),
    '0 passed, 1 failed, 0 skipped',
  ]);
});

it('says what differs first in a PMML case', async () => {
  await cp(pmmlCase, join(folder, 'case'), { recursive: true });
  await changeExpected('case', (text) => text.replace('ok,5,17,', 'ok,6,17,'));
  expect((await run())[0]).toBe('FAIL case – first difference: row 2, column quality: expected "6", got "5"');
});

it('skips a kind of PMML model that is not supported yet', async () => {
  await cp(pmmlCase, join(folder, 'case'), { recursive: true });
  const path = join(folder, 'case', 'model.pmml');
  await writeFile(path, (await readFile(path, 'utf8')).replaceAll('TreeModel', 'BaselineModel'));
  expect((await run())[0]).toBe('SKIP case – PMML BaselineModel is not supported yet');
});

it('notices rows that are missing', async () => {
  await cp(join(fixtures, 'tf-frozen-multi-io'), join(folder, 'case'), { recursive: true });
  await changeExpected('case', (text) => `${text.split('\n').slice(0, 3).join('\n')}\n`);
  expect((await run())[0]).toMatch(/^FAIL case – Identity: expected 6 values, got \d+$/);
});

it('counts a case whose model cannot be read as failed', async () => {
  await cp(join(fixtures, 'tf-frozen-multi-io'), join(folder, 'case'), { recursive: true });
  await writeFile(join(folder, 'case', 'model.pb'), 'no graph');
  expect((await run())[0]).toMatch(/^FAIL case – ModelError: The bytes are not a TensorFlow graph/);
});

it('refuses a folder without cases', async () => {
  await expect(run()).rejects.toThrow('has no folders, so no cases');
});
