import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ports, topicSpecs } from '@kafka-tutorial/serving';
import { describe, expect, it } from 'vitest';
import { prose } from './checks/codeBlocks.ts';
import { headingAnchors } from './checks/headingAnchors.ts';
import { filesBelow } from './filesBelow.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const pages = filesBelow(root, /\.md$/);
const text = (path: string) => readFileSync(path, 'utf8');
const { scripts } = JSON.parse(text(join(root, 'package.json'))) as { scripts: Record<string, string> };
const readme = text(join(root, 'README.md'));

describe.each(pages.map((path) => relative(root, path)))('%s', (page) => {
  const path = join(root, page);

  it('links to files, and to headings in them, that exist', () => {
    for (const [, file, anchor] of prose(text(path)).matchAll(
      /\]\((?!https?:)([^)#\s]*)(?:#([^)\s]+))?\)/g,
    )) {
      const target = file ? join(dirname(path), file) : path;
      expect.soft(existsSync(target), file).toBe(true);
      if (anchor && existsSync(target))
        expect.soft([...headingAnchors(text(target))], file).toContain(anchor);
    }
  });

  it('names npm scripts that exist', () => {
    for (const [, script] of text(path).matchAll(/npm (?:run )?(?!ci|install|i |run\b)([a-z][\w:]*)/gi)) {
      expect(Object.keys(scripts)).toContain(script);
    }
  });
});

describe('README.md', () => {
  it('names every port and topic', () => {
    for (const [program, port] of Object.entries(ports)) {
      expect(readme).toContain(`| ${program} | <http://127.0.0.1:${port}> |`);
    }
    for (const { topic, partitions } of topicSpecs) {
      expect(readme).toContain(`| \`${topic}\` |`);
      expect(readme).toContain(`Each has ${partitions} partitions.`);
    }
  });

  it('names every script that a reader would run', () => {
    const forDevelopers = ['typecheck', 'lint', 'format', 'proto:generate', 'test:unit', 'test:integration'];
    for (const script of Object.keys(scripts).filter((name) => !forDevelopers.includes(name))) {
      expect(readme).toMatch(new RegExp(`npm (run )?${script}\\b`));
    }
  });

  it('names files to start at that exist', () => {
    const starts = [...readme.matchAll(/^\| \[[\w/]+\]\([\w/]+\) \| .+ \| `([\w./]+)` \|$/gm)];
    expect(starts.length).toBeGreaterThan(8);
    for (const [, start] of starts) expect(existsSync(join(root, String(start))), start).toBe(true);
  });
});
