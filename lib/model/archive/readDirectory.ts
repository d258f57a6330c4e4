import { constants, open, opendir } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { ModelError } from '../errors.ts';
import type { ArchiveLimits } from './readTar.ts';

/**
 * The regular files below a directory, by path with `/`, sorted. Symbolic links are not followed.
 *
 * @throws ModelError MODEL_TOO_LARGE above the limits; the file system's own errors
 */
export async function readDirectory(
  directory: string,
  { maxBytes, maxFiles }: ArchiveLimits,
): Promise<Map<string, Uint8Array>> {
  const files = new Map<string, Uint8Array>();
  let left = maxBytes;
  const paths: string[] = [];
  for await (const entry of await opendir(directory, { recursive: true })) {
    if (entry.isFile()) paths.push(join(entry.parentPath, entry.name));
    if (paths.length > maxFiles) throw tooLarge(`more than ${maxFiles} files`);
  }
  for (const path of paths.sort()) {
    const file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW);
    try {
      const { size } = await file.stat();
      left -= size;
      if (left < 0) throw tooLarge(`more than ${maxBytes} bytes`);
      const bytes = new Uint8Array(size);
      const { bytesRead } = await file.read(bytes, 0, size, 0);
      files.set(relative(directory, path).split(sep).join('/'), bytes.subarray(0, bytesRead));
    } finally {
      await file.close();
    }
  }
  return files;
}

function tooLarge(what: string): ModelError {
  return new ModelError('MODEL_TOO_LARGE', `The directory has ${what}.`);
}
