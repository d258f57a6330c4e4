import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

function text(file: string): string {
  return readFileSync(new URL(file, import.meta.url), 'utf8');
}

it('shows example.test.ts as it is', () => {
  const readme = text('README.md');
  const shown = /```ts\n([\s\S]*?)```/.exec(readme.slice(readme.indexOf('This is `example.test.ts`')))?.[1];
  expect(shown).toBe(text('example.test.ts'));
});
