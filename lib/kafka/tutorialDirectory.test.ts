import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { tutorialDirectory } from './tutorialDirectory.ts';

test('is TUTORIAL_DIR, else a folder beside the package.json of the workspace', () => {
  expect(tutorialDirectory({ TUTORIAL_DIR: 'here' })).toBe(resolve('here'));
  const workspace = dirname(tutorialDirectory({}));
  expect(existsSync(join(workspace, 'package-lock.json'))).toBe(true);
});
