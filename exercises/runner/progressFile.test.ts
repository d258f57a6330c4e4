import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { progressOf, stateOf } from './progress.ts';
import { ProgressFile } from './progressFile.ts';

let folder: string;
let told: string[];
let path: string;
let file: ProgressFile;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'progress-'));
  path = join(folder, 'below', 'exercises.json');
  told = [];
  file = new ProgressFile(path, (message) => told.push(message));
});
afterEach(() => rm(folder, { recursive: true }));

describe('ProgressFile', () => {
  it('begins with nothing', async () => {
    expect(await file.read()).toEqual({ exercises: new Map() });
    expect(told).toEqual([]);
  });

  it('keeps what another one reads', async () => {
    await file.update((progress) => {
      progress.current = '11-scan';
      const scan = progressOf(progress, '11-scan');
      scan.solvedAt = '2026-01-01T00:00:00.000Z';
      scan.hintsShown = 2;
      scan.files.set('scan.ts', { starter: 'aa', toldOf: 'bb' });
    });
    const read = await new ProgressFile(path, () => undefined).read();
    expect(read.current).toBe('11-scan');
    expect(stateOf(read, '11-scan')).toBe('solved');
    expect(stateOf(read, '12-model-swap')).toBe('not yet');
    expect(read.exercises.get('11-scan')).toMatchObject({ hintsShown: 2, wrong: false });
    expect(read.exercises.get('11-scan')?.files.get('scan.ts')).toMatchObject({
      starter: 'aa',
      toldOf: 'bb',
    });
  });

  it.each([
    ['cut off', '{"version": 1, "exer'],
    ['of another version', '{"version": 2, "exercises": {}}'],
    ['of another shape', '{"version": 1, "exercises": {"11-scan": {"files": 3}}}'],
    ['no object', '[]'],
    ['too large', ' '.repeat(1_000_001)],
  ])('sets aside a file that is %s, says so, and goes on', async (_, text) => {
    await file.update(() => undefined);
    await writeFile(path, text);
    expect(await file.read()).toEqual({ exercises: new Map() });
    expect(told).toHaveLength(1);
    expect(told[0]).toContain('could not be read');
    const [aside] = await readdir(join(folder, 'below'));
    expect(aside).toMatch(/^exercises\.json\.damaged-/);
    expect(await readFile(join(folder, 'below', String(aside)), 'utf8')).toBe(text);
  });
});
