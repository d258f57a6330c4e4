import { readDirectory } from './readDirectory.ts';
import type { ArchiveLimits } from './readTar.ts';
import { writeTar } from './writeTar.ts';

/**
 * A tar of the directory of a SavedModel, as a descriptor carries it in `data`.
 *
 * @throws ModelError MODEL_TOO_LARGE above the limits; the file system's own errors
 */
export async function tarOfDirectory(
  directory: string,
  limits: ArchiveLimits = { maxBytes: 2 ** 30, maxFiles: 1_000 },
): Promise<Uint8Array> {
  return writeTar(await readDirectory(directory, limits));
}
