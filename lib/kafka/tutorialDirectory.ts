import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const workspace = fileURLToPath(new URL('../..', import.meta.url));

/** Where all local state is: TUTORIAL_DIR, else `.tutorial` in the workspace, from wherever a program is started. */
export function tutorialDirectory(env: NodeJS.ProcessEnv): string {
  return env.TUTORIAL_DIR ? resolve(env.TUTORIAL_DIR) : join(workspace, '.tutorial');
}
