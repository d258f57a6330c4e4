import { open, rename } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * Writes a file so that at any moment, whatever happens, its name has all of the old bytes or all of the new ones:
 * written beside, flushed to the disk, renamed, and the renaming flushed.
 *
 * @param beside in the same directory; processes that may write at the same time need one each
 */
export async function atomicWrite(
  path: string,
  bytes: Uint8Array,
  beside = `${path}.writing`,
): Promise<void> {
  const file = await open(beside, 'w');
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(beside, path);
  await syncDirectory(dirname(path));
}

/** Flushes the names in a directory to the disk. */
export async function syncDirectory(path: string): Promise<void> {
  const directory = await open(path, 'r');
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}
