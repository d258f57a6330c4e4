import { existsSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { codeBlocks } from './checks/codeBlocks.ts';
import { commandLines } from './checks/commandLines.ts';
import { knownCommands } from './checks/knownCommands.ts';
import { filesBelow } from './filesBelow.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const pages = filesBelow(root, /\.md$/).map((path) => ({
  page: relative(root, path),
  text: readFileSync(path, 'utf8'),
}));
const commands = pages.flatMap(({ text }) => commandLines(text));
const known = (line: string) => knownCommands.find(({ command }) => command.test(line));

describe.each(pages)('$page', ({ text }) => {
  it('shows only commands that it runs itself, or that a test runs elsewhere', () => {
    expect(commandLines(text).filter((line) => known(line) === undefined)).toEqual([]);
  });

  it('marks commands as sh and by no other name', () => {
    const languages = codeBlocks(text).map(({ language }) => language);
    for (const other of ['bash', 'shell', 'console', 'zsh']) expect(languages).not.toContain(other);
  });
});

describe('the known commands', () => {
  it.each(knownCommands)('$command is run by the test that is named', (entry) => {
    expect(commands.map(known)).toContain(entry);
    if ('untested' in entry) return expect(entry.untested).toMatch(/\.$/);
    expect(existsSync(join(root, entry.test)), entry.test).toBe(true);
    expect(readFileSync(join(root, entry.test), 'utf8'), entry.test).toContain(entry.runs);
  });

  it('are not so wide that they let everything pass', () => {
    for (const line of [
      'npm run nothing',
      'npx tsx docs/examples/new.ts',
      'curl -s localhost:5500/nothing',
    ]) {
      expect(known(line), line).toBeUndefined();
    }
  });
});
