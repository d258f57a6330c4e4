import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

function text(file: string): string {
  return readFileSync(new URL(file, import.meta.url), 'utf8');
}

it.each(['example.test.ts', 'queryExample.ts'])('shows %s as it is', (file) => {
  const readme = text('README.md');
  const shown = /```ts\n([\s\S]*?)```/.exec(readme.slice(readme.indexOf(`This is \`${file}\``)))?.[1];
  expect(shown).toBe(text(file));
});
