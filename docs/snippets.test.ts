import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, vi } from 'vitest';
import { filesBelow } from './filesBelow.ts';

// The examples load models.
vi.setConfig({ testTimeout: 60_000 });

const root = fileURLToPath(new URL('..', import.meta.url));
const read = (path: string) => readFileSync(path, 'utf8');

const block = '```\\w*\\n([\\s\\S]*?)\\n```';
const snippet = new RegExp(
  `This is \`([^\`]+)\`:\\n\\n${block}(?:\\n\\nYou should see:\\n\\n${block})?`,
  'g',
);

/** Code that a page shows as that of a file, and what it says the file prints. */
const snippets = filesBelow(join(root, 'docs'), /\.md$/).flatMap((page) =>
  [...read(page).matchAll(snippet)].map(([, path = '', code, output]) => ({ path, code, output })),
);

describe.each(snippets)('$path, as a page shows it', ({ path, code, output }) => {
  it('is the file', () => {
    expect(code).toBe(read(join(root, path)).trim());
  });

  it.runIf(output !== undefined)('prints what the page says', async () => {
    const print = vi.spyOn(console, 'log').mockImplementation(() => undefined);
    await import(join(root, path));
    const lines = print.mock.calls.map(([line]) => line);
    print.mockRestore();
    expect(lines.join('\n')).toBe(output);
  });
});

it('finds the snippets', () => {
  expect(snippets.length).toBeGreaterThanOrEqual(7);
  expect(snippets.filter(({ output }) => output !== undefined).length).toBeGreaterThanOrEqual(5);
});
