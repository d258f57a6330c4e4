import { expect, test } from 'vitest';
import { ignoredBy } from './ignoredBy.ts';

test('names anywhere, stars within a name, paths from the top', () => {
  const ignored = ignoredBy('# a comment\nnode_modules/\n*.log\nexercises/work/\n/top.txt\n\n');
  for (const path of ['node_modules', 'lib/a/node_modules', 'lib/a/x.log', 'exercises/work', 'top.txt']) {
    expect(ignored(path), path).toBe(true);
  }
  for (const path of [
    'lib/modules',
    'x.logs',
    'lib/exercises/work',
    'exercises/workers',
    'lib/top.txt',
    'xlog',
  ]) {
    expect(ignored(path), path).toBe(false);
  }
});
