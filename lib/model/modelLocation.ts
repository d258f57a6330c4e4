import { constants, open, realpath } from 'node:fs/promises';
import { isAbsolute, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ModelError } from './errors.ts';

/**
 * Reads the model that a descriptor's `location` names: a file below an allowed folder.
 *
 * @param location a path, relative to the folder or absolute, or a `file:` URL
 * @param root the folder, or undefined where no location may be read
 * @param maxBytes more than this is refused before it is read
 * @throws ModelError MODEL_LOCATION_REFUSED naming the location, or MODEL_TOO_LARGE
 */
export async function readModelLocation(
  location: string,
  root: string | undefined,
  maxBytes: number,
): Promise<Uint8Array> {
  if (root === undefined) throw refused(location, 'this server reads no locations');
  const path = resolve(root, toPath(location));
  if (!isBelow(root, path)) throw refused(location, 'it is not below the folder that may be read');
  // Symbolic links are followed first and judged by where they lead.
  const target = await realpath(path).catch((cause) => {
    throw refused(location, 'there is no such file', cause);
  });
  if (!isBelow(await realpath(root), target))
    throw refused(location, 'it leads out of the folder that may be read');
  return readBounded(location, target, maxBytes);
}

function toPath(location: string): string {
  const scheme = /^([a-z][a-z0-9+.-]+):/i.exec(location)?.[1]?.toLowerCase();
  if (scheme !== undefined && scheme !== 'file') throw refused(location, `${scheme} is not supported`);
  if (location.includes('\0')) throw refused(location, 'it is no path');
  try {
    return scheme === 'file' ? fileURLToPath(location) : location;
  } catch (cause) {
    throw refused(location, 'it is no URL of a local file', cause);
  }
}

function isBelow(folder: string, path: string): boolean {
  const way = relative(resolve(folder), path);
  return way !== '' && way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

async function readBounded(location: string, path: string, maxBytes: number): Promise<Uint8Array> {
  // A named pipe would otherwise keep the caller waiting for its writer.
  const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK).catch((cause) => {
    throw refused(location, 'it cannot be opened', cause);
  });
  try {
    const stat = await file.stat();
    if (!stat.isFile()) throw refused(location, 'it is no file');
    if (stat.size > maxBytes) {
      throw new ModelError(
        'MODEL_TOO_LARGE',
        `${location} has ${stat.size} bytes; the limit is ${maxBytes}.`,
      );
    }
    const bytes = new Uint8Array(stat.size);
    const { bytesRead } = await file.read(bytes, 0, stat.size, 0);
    return bytes.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

function refused(location: string, why: string, cause?: unknown): ModelError {
  return new ModelError(
    'MODEL_LOCATION_REFUSED',
    `The location ${JSON.stringify(location)} is refused: ${why}.`,
    {
      hint: 'Send the model in the descriptor, or put it below the folder of models and name it by its path there.',
      cause,
    },
  );
}
