import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { codeBlocks, prose } from './checks/codeBlocks.ts';
import { documentedRuns } from './checks/documentedRuns.ts';

const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8');
const files = readdirSync(new URL('.', import.meta.url))
  .filter((name) => /^\d\d-.*\.md$/.test(name))
  .sort();
const chapters = files.map((file) => ({ file, number: Number.parseInt(file, 10), text: read(file) }));
const title = (text: string) => /^# (.+)\n/.exec(text)?.[1];
const links = (text: string) => [...text.matchAll(/\]\(([^)#]+)/g)].map(([, target]) => target);
const exercises = (text: string) => links(text).filter((target) => /exercises\/\d/.test(String(target)));
const rows = read('README.md')
  .split('\n')
  .filter((line) => line.startsWith('| ['));
const inOrder = rows.map((row) => links(row)[0]);

const sections = ['Recap', 'Questions', 'Exercises', 'What the original did'];

describe.each(chapters)('$file', ({ file, number, text }) => {
  it('has its number, and the sections that all chapters have', () => {
    expect(title(text)).toMatch(new RegExp(`^${number}\\. `));
    const headings = [...prose(text).matchAll(/^## (.+)$/gm)].map(([, heading]) => heading);
    expect(headings.slice(-sections.length)).toEqual(sections);
  });

  it('has a picture, something to run, and questions', () => {
    const drawn = codeBlocks(text).some(({ language }) => language === 'mermaid');
    expect(drawn || /^!\[/m.test(text)).toBe(true);
    // The last one is about deciding, and has nothing new to run.
    if (number < inOrder.length) expect(documentedRuns(text).length).toBeGreaterThanOrEqual(1);
    expect(text.match(/^<details><summary>.+<\/summary>$/gm)?.length).toBeGreaterThanOrEqual(3);
  });

  it('ends with links to its neighbours', () => {
    const neighbours = [inOrder[number - 2], inOrder[number]].filter((name) => name !== undefined);
    expect(links(text.trim().split('\n').at(-1) ?? '')).toEqual(expect.arrayContaining(neighbours));
  });

  it('stands in the table of chapters, with its exercises', () => {
    const row = rows[number - 1] ?? '';
    expect(row).toContain(`| [${title(text)}](${file}) |`);
    expect(exercises(row)).toEqual(exercises(text.slice(text.indexOf('\n## Exercises\n'))));
  });
});

it('the table has no other chapters', () => {
  expect(inOrder).toEqual(files);
});
