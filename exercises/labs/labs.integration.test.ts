import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { TestProgram } from '@kafka-tutorial/util/testing';
import { describe, expect, it } from 'vitest';
import { labs } from './labs.ts';
import { performLab } from './performLab.ts';

describe.each(labs.map((lab) => [lab.name, lab] as const))('%s', (_, lab) => {
  it('happens as it has always happened, and tells what was predicted', async () => {
    const printed: string[] = [];
    const wrong = Object.keys(lab.choices).find((letter) => letter !== lab.answer) ?? '';
    const happened = await performLab(lab, {
      print: (text) => void printed.push(text),
      width: Number.POSITIVE_INFINITY,
      predict: async () => wrong,
    });
    expect(happened, printed.join('\n')).toBe(lab.answer);
    expect(printed).toContain(`You predicted ${wrong}: ${lab.choices[wrong]}`);
    expect(printed).toContain(`It happened   ${lab.answer}: ${lab.choices[lab.answer]}`);
  }, 120_000);
});

it('are in the README, in the same order', () => {
  const readme = readFileSync(new URL('README.md', import.meta.url), 'utf8');
  const rows = labs.map(({ name, title, chapter }) => {
    const page = basename(chapter, '.md');
    return `| \`${name}\` | ${title} | [${page}](../../${chapter}) |`;
  });
  expect(readme).toContain(rows.join('\n'));
});

describe('npm run labs', () => {
  it('lists them', async () => {
    const program = new TestProgram('exercises/labs/main.ts');
    expect(await program.exited).toBe(0);
    for (const { name, title } of labs) {
      expect(program.lines).toContainEqual(expect.stringMatching(new RegExp(`^${name} +${title}`)));
    }
  });

  it('runs one, without a terminal', async () => {
    const program = new TestProgram('exercises/labs/main.ts', ['run', 'late-data', '--predict', 'b']);
    expect(await program.exited).toBe(0);
    expect(program.lines).toContainEqual(expect.stringMatching(/^It happened {3}b: /));
  });

  it('refuses a prediction that is no choice', async () => {
    const program = new TestProgram('exercises/labs/main.ts', ['run', 'late-data', '--predict', 'z']);
    expect(await program.exited).toBe(1);
    expect(program.lines).toContainEqual('error: --predict z: expected a, b, c');
  });
});
