import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { apis } from './apis.ts';

const page = readFileSync(new URL('compatibility.md', import.meta.url), 'utf8');

describe('compatibility.md', () => {
  it('lists every API of the broker with its versions, and no others', () => {
    const rows = apis.map(({ key, name, versions: [first, last], flexibleSince }) => {
      const versions = first === last ? `${first}` : `${first}–${last}`;
      return `| ${key} | ${name} | ${versions} | ${Number.isFinite(flexibleSince) ? flexibleSince : '–'} |`;
    });
    const documented = [...page.matchAll(/^\| \d+ \|.*\|$/gm)].map(([row]) => row);
    expect(documented).toEqual(rows);
  });

  it('names conformance programs that are there', () => {
    const named = [...page.matchAll(/`conformance\/([\w./]+)`/g)].map(([, path]) => path ?? '');
    expect(named.length).toBeGreaterThan(4);
    for (const path of named)
      expect(existsSync(new URL(`conformance/${path}`, import.meta.url)), path).toBe(true);
  });
});

describe('the handlers', () => {
  it('are one for each API', () => {
    const files = readdirSync(new URL('handlers/', import.meta.url));
    for (const { name } of apis) expect(files).toContain(`${name[0]?.toLowerCase()}${name.slice(1)}.ts`);
  });
});
