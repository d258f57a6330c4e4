import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ManifestEntry } from './manifest.ts';
import { verify } from './verify.ts';

const check = `export default {
  'doubles a number': async ({ double }, { equal, random }) => {
    const number = random.integer(1, 1000);
    equal(await double(number), 2 * number, 'Is it twice the number?');
  },
  'reports what is no number': async ({ double }, { rejects }) => {
    await rejects(double(NaN), /no number/, 'Who hears of it?');
  },
};`;
const answers = {
  right: `export async function double(n) { if (Number.isNaN(n)) throw new Error('no number'); return n * 2; }`,
  naive: 'export async function double(n) { return n; }',
  silent: 'export async function double(n) { return n * 2; }',
  constant: 'export async function double() { return 84; }',
  throwing: `export async function double() { throw new Error('not yet'); }`,
  exiting: 'export async function double() { process.exit(3); }',
  exitingOnImport: 'process.exit(4);',
  blocking: 'export async function double() { for (;;); }',
  // Harmless itself, and the end of whoever runs after it.
  timeBomb: `export async function double(n) { return n; }
    setTimeout(() => { throw new Error('late'); }, 700);`,
  slow: `export async function double(n) {
    await new Promise((resolve) => setTimeout(resolve, 1400));
    return n * 2;
  }`,
  patching: 'globalThis.patched = true; export async function double(n) { return n; }',
  patched: `export async function double(n) {
    if (globalThis.patched && Number.isNaN(n)) throw new Error('no number');
    return n * 2;
  }`,
};
type AnswerName = keyof typeof answers;

let exercises: string;
let count = 0;
beforeAll(async () => {
  exercises = await mkdtemp(join(tmpdir(), 'exercises-'));
  await writeFile(join(exercises, 'package.json'), '{"type": "module"}');
});
afterAll(() => rm(exercises, { recursive: true }));

/** The findings about an exercise of these answers. */
async function findings(given: {
  starter?: AnswerName;
  solution?: AnswerName | undefined;
  cheat?: AnswerName;
}): Promise<string[]> {
  const { starter = 'naive', cheat = 'silent' } = given;
  const solution = 'solution' in given ? given.solution : 'right';
  const folder = `${++count}-double`;
  const files = {
    'check.ts': check,
    'starter/double.ts': answers[starter],
    ...(solution && { 'solution/double.ts': answers[solution] }),
    'cheats/constant.ts': answers.constant,
    'cheats/other.ts': answers[cheat],
  };
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(exercises, folder, path)), { recursive: true });
    await writeFile(join(exercises, folder, path), text);
  }
  const entry: ManifestEntry = {
    folder,
    title: 'Double',
    chapter: 'docs/00-numbers.md',
    minutes: 1,
    difficulty: 'easy',
    files: ['double.ts'],
    hints: ['Once is not enough.', 'Twice is.'],
    background: '',
    starterFails: { check: 'doubles a number', because: /twice the number/ },
    cheats: [
      { file: 'constant.ts', check: 'doubles a number' },
      { file: 'other.ts', check: 'reports what is no number' },
    ],
  };
  const blocks = [starter, solution].includes('blocking');
  return verify(entry, { exercises, silenceLimitMs: blocks ? 5000 : undefined });
}

describe.concurrent('verify', () => {
  it('finds nothing when all is as it should be', async () => {
    expect(await findings({})).toEqual([]);
  });

  it('finds a starter that passes', async () => {
    expect(await findings({ starter: 'right' })).toEqual([expect.stringMatching(/^the starter passes/)]);
  });

  it.each(['throwing', 'exiting', 'blocking', 'exitingOnImport'] as const)(
    'finds a starter that fails otherwise than meant: %s',
    async (starter) => {
      expect(await findings({ starter })).toEqual([
        expect.stringMatching(/^the starter fails otherwise than meant: /),
      ]);
    },
  );

  it('finds a cheat that is not rejected', async () => {
    expect(await findings({ cheat: 'right' })).toEqual([
      expect.stringMatching(/^the cheat other\.ts is not rejected by "reports what is no number": it passes/),
    ]);
  });

  it.each([
    ['naive', /doubles a number: .* \(expected \d+, got \d+\)/],
    ['silent', /reports what is no number/],
    ['exiting', /doubles a number: it ended the process \(exit code 3\)/],
    ['exitingOnImport', /the file can be imported: it ended the process \(exit code 4\)/],
    ['blocking', /doubles a number: it blocked the process/],
  ] as const)('finds a solution that does not pass: %s', async (solution, message) => {
    const found = await findings({ solution });
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(/^the solution does not pass: /);
    expect(found[0]).toMatch(message);
  });

  it('finds that a file is missing', async () => {
    expect(await findings({ solution: undefined })).toEqual(['solution/double.ts does not exist']);
  });

  it('does not blame an answer for what one before it left behind', async () => {
    expect(await findings({ starter: 'patching', cheat: 'patched' })).toEqual([]);
    expect(await findings({ starter: 'timeBomb', cheat: 'slow' })).toEqual([]);
  });
});
