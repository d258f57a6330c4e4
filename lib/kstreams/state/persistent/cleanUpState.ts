import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { KStreamsError } from '../../errors.ts';
import { checkName } from '../../topology/names.ts';
import { TaskDirectory } from './taskDirectory.ts';

/**
 * Removes what an application keeps on this machine; its changelogs bring it back. Leaves tasks alone that are at work.
 * Directories of tasks stay, empty: another process may be about to open them.
 */
export function cleanUpState(stateDir: string, applicationId: string): void {
  for (const task of directoriesIn(join(stateDir, checkName(applicationId)))) {
    let directory: TaskDirectory;
    try {
      directory = new TaskDirectory({ stateDir, applicationId, task, changelogs: new Map() });
    } catch (error) {
      if (error instanceof KStreamsError && error.code === 'STATE_DIRECTORY_LOCKED') continue;
      throw error;
    }
    try {
      directory.wipeAll();
    } finally {
      directory.close();
    }
  }
}

function directoriesIn(path: string): string[] {
  try {
    const entries = readdirSync(path, { withFileTypes: true });
    return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
