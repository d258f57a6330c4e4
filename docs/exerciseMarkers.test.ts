import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ports } from '@kafka-tutorial/serving';
import { describe, expect, it } from 'vitest';
import { filesBelow } from './filesBelow.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const servers = Object.keys(ports).filter((program) => program !== 'client');

/** The comments of a file that invite to an exercise, each as one text. */
function exercises(code: string): string[] {
  return [...code.matchAll(/^ *\/\/ Exercise: .*\n(?: *\/\/ .*\n)*/gm)].map(([comment]) => comment);
}

describe.each(servers)('%s', (server) => {
  const found = filesBelow(join(root, server), /\.ts$/).flatMap((path) =>
    exercises(readFileSync(path, 'utf8')),
  );

  it('invites to exercises', () => {
    expect(found.length).toBeGreaterThanOrEqual(2);
  });

  it('says where their solutions are', () => {
    for (const comment of found) {
      const paths = [...comment.matchAll(/exercises\/\S+\.ts/g)].map(([path]) => path);
      expect(paths, comment).not.toEqual([]);
      for (const path of paths) expect(existsSync(join(root, path)), path).toBe(true);
    }
  });
});
