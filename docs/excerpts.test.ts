import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { codeBlocks } from './checks/codeBlocks.ts';
import { excerptedFile, isExcerpt } from './checks/excerpt.ts';
import { filesBelow } from './filesBelow.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const pages = filesBelow(root, /\.md$/).map((path) => relative(root, path));

describe.each(pages)('%s', (page) => {
  const blocks = codeBlocks(read(page));

  it('shows code as it is in the files that it names', () => {
    for (const { above, code, line } of blocks) {
      const file = excerptedFile(above);
      if (file === undefined || isExcerpt(code, read(file))) continue;
      // What the page shows, next to the whole file.
      expect.soft(read(file), `line ${line}: an excerpt of ${file}`).toContain(code);
    }
  });

  it('has a block below each marker', () => {
    const markers = read(page)
      .split('\n')
      .filter((text) => /^<!-- *(from|run)\b/.test(text));
    for (const marker of markers) expect(marker).toMatch(/^<!-- (from: \S+|run|run with kafka) -->$/);
    const above = blocks.map((block) => block.above);
    expect(above.filter((text) => text.startsWith('<!--'))).toEqual(markers);
  });
});
