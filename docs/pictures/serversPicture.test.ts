import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { serversPicture } from './serversPicture.ts';

const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8');

it('shows the figures of the page; npx tsx docs/pictures/servers.ts > docs/pictures/servers.svg makes it anew', () => {
  const picture = serversPicture(read('../13-choosing.md'));
  expect(picture.match(/class="bar"/g)).toHaveLength(6);
  expect(picture).toBe(read('servers.svg'));
});
