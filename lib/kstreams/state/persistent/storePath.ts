import { join } from 'node:path';
import { KStreamsError } from '../../errors.ts';
import { checkName } from '../../topology/names.ts';

/**
 * The directory of a store in that of its task.
 * @throws KStreamsError TOPOLOGY_NAME_INVALID when the name could lead elsewhere
 */
export function storePath(taskDirectory: string, store: string): string {
  if (!store.startsWith('.')) return join(taskDirectory, checkName(store));
  throw new KStreamsError(
    'TOPOLOGY_NAME_INVALID',
    `Expected the name of a persistent store, got "${store}": names with a dot at the beginning are for other files.`,
  );
}
