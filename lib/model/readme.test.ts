import { readFileSync } from 'node:fs';
import { expect, it, vi } from 'vitest';

// Loading tfjs takes seconds on a busy machine.
vi.setConfig({ testTimeout: 30_000 });

const readme = readFileSync(new URL('README.md', import.meta.url), 'utf8');

function block(after: string): string {
  const [, text] = /```\w*\n([\s\S]*?)```/.exec(readme.slice(readme.indexOf(after))) ?? [];
  return (text ?? '').trim();
}

it('shows example.ts as it is', () => {
  expect(block('This is `example.ts`')).toBe(
    readFileSync(new URL('example.ts', import.meta.url), 'utf8').trim(),
  );
});

it('shows what the example prints', async () => {
  const print = vi.spyOn(console, 'log').mockImplementation(() => undefined);
  await import('./example.ts');
  const lines = print.mock.calls.map(([line]) => line);
  print.mockRestore();
  expect(lines).toEqual(block('You should see').split('\n'));
});
