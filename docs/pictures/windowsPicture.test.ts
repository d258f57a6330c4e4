import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { windowsPicture } from './windowsPicture.ts';

it('is what the page shows; npx tsx docs/pictures/windows.ts > docs/pictures/windows.svg makes it anew', () => {
  expect(windowsPicture()).toBe(readFileSync(new URL('windows.svg', import.meta.url), 'utf8'));
});
