import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { checkpointFile } from './taskDirectory.ts';

const taskName = /^\d+_\d+$/;

/** Names of the tasks of an application that have stores on this disk with a checkpoint: little is to be restored. */
export function storedTasks(stateDir: string, applicationId: string): string[] {
  const path = join(stateDir, applicationId);
  if (!existsSync(path)) return [];
  return readdirSync(path).filter(
    (name) => taskName.test(name) && existsSync(join(path, name, checkpointFile)),
  );
}
