import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { checkAnswer } from './checkAnswer.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'answer-'));
  await writeFile(join(folder, 'package.json'), '{"type": "module"}');
});
afterEach(() => rm(folder, { recursive: true }));

/** Runs two checks, of which the second calls the answer's `act`. */
async function check(answer: string, options: { seed?: number; signal?: AbortSignal } = {}) {
  const paths = { checks: join(folder, 'check.ts'), answer: join(folder, 'answer.ts') };
  await writeFile(
    paths.checks,
    `export default {
      'is there': ({ act }, { that }) => that(typeof act === 'function', typeof act + ' found', 'Is it exported?'),
      acts: async ({ act }, { equal, random }) => equal(await act(), random.integer(1, 1e9), 'Look.'),
    };`,
  );
  await writeFile(paths.answer, answer);
  return checkAnswer({ ...paths, ...options, silenceLimitMs: 5000 });
}

const isGone = (pid: number) => {
  try {
    process.kill(pid, 0);
    return false;
  } catch {
    return true;
  }
};

describe('checkAnswer', () => {
  it('names all checks, tells expected and got, and what was printed', async () => {
    const answer = await check(`export const act = async () => { console.log('acting'); return 'wrong'; };`, {
      seed: 7,
    });
    expect(answer).toMatchObject({
      checks: ['is there', 'acts'],
      passed: false,
      output: 'acting\n',
      seed: 7,
    });
    expect(answer.results[0]).toEqual({ check: 'is there', failure: undefined });
    expect(answer.results[1]?.failure).toMatchObject({
      expected: expect.stringMatching(/^\d+$/),
      actual: "'wrong'",
    });
  });

  it('chooses the same values for the same seed, and others for another', async () => {
    const expected = async (seed: number) => {
      const { results } = await check('export const act = () => undefined;', { seed });
      return results[1]?.failure?.expected;
    };
    expect(await expected(1)).toBe(await expected(1));
    expect(await expected(1)).not.toBe(await expected(2));
  });

  it.each([
    ['does not compile', 'export const act = ;', 'the file can be imported', /Unexpected ";"/, /TypeScript/],
    ['throws while it loads', 'throw new Error("at once");', 'the file can be imported', /at once/],
    ['lacks an export', 'export {};', 'is there', /undefined found/],
    ['throws', 'export const act = () => { throw new Error("not yet"); };', 'acts', /not yet/],
    [
      'throws where nobody catches it',
      'export const act = () => new Promise(() => setTimeout(() => { throw new Error("late"); }, 5));',
      'acts',
      /late/,
    ],
    [
      'waits for no promise that fails',
      'export const act = async () => { Promise.reject(new Error("alone")); await new Promise(() => {}); };',
      'acts',
      /alone/,
      /`await` missing/,
    ],
    ['ends the process', 'export const act = () => process.exit(3);', 'acts', /exit code 3/],
    ['blocks', 'export const act = () => { for (;;); };', 'acts', /blocked/],
  ])('tells of an answer that %s', async (_, text, name, message, look = /./) => {
    const { results, passed } = await check(text);
    expect(passed).toBe(false);
    const failed = results.find(({ failure }) => failure);
    expect(failed?.check).toBe(name);
    expect(failed?.failure?.message).toMatch(message);
    expect(failed?.failure?.look).toMatch(look);
  });

  it('tells a call of what is not exported from other calls of what is no function', async () => {
    const look = async (answer: string) => (await check(answer)).results[1]?.failure?.look;
    expect(await look('const act = () => 3;')).toMatch(/export/);
    expect(await look('const other = 3; export const act = () => other();')).not.toMatch(/export/);
  });

  it('ends with a failure that took long, if it is told to', async () => {
    const checks = join(folder, 'check.ts');
    await writeFile(
      checks,
      `export default {
        waits: (_, { within }) => within(new Promise(() => {}), 'What comes?'),
        fails: () => { throw new Error('at once'); },
      };`,
    );
    const options = { checks, answer: join(folder, 'answer.ts') };
    await writeFile(options.answer, '');
    const failed = async (slowFailureIsLast: boolean) =>
      (await checkAnswer({ ...options, slowFailureIsLast })).results.map(({ check }) => check);
    const outcomes = await Promise.all([failed(true), failed(false)]);
    expect(outcomes).toEqual([['waits'], ['waits', 'fails']]);
  });

  it('ends, with all processes that the answer started, when the signal aborts', async () => {
    const pids = join(folder, 'pids');
    const stop = new AbortController();
    const running = check(
      `import { spawn } from 'node:child_process';
      import { writeFileSync } from 'node:fs';
      export const act = () => {
        const child = spawn(process.execPath, ['-e', 'for (;;);'], { stdio: 'inherit' });
        writeFileSync(${JSON.stringify(pids)}, process.pid + ' ' + child.pid + ' ');
        for (;;);
      };`,
      { signal: stop.signal },
    );
    const outcome = expect(running).rejects.toThrow('enough');
    const written = () => existsSync(pids) && readFileSync(pids, 'utf8').endsWith(' ');
    await vi.waitUntil(written, { timeout: 20_000 });
    stop.abort(new Error('enough'));
    await outcome;
    const [own = 0, started = 0] = readFileSync(pids, 'utf8').trim().split(' ').map(Number);
    await vi.waitUntil(() => isGone(own) && isGone(started), { timeout: 5000 });
  });

  it('ends the processes of an answer that has passed as well', async () => {
    const { output } = await check(
      `import { spawn } from 'node:child_process';
      export const act = () => console.log('pid ' + spawn(process.execPath, ['-e', 'for (;;);']).pid);`,
    );
    const pid = Number(/pid (\d+)/.exec(output)?.[1]);
    expect(pid).toBeGreaterThan(0);
    await vi.waitUntil(() => isGone(pid), { timeout: 5000 });
  });
});
