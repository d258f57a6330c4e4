import { constants, open, realpath } from 'node:fs/promises';
import { isAbsolute, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readDirectory } from '../archive/readDirectory.ts';
import { writeTar } from '../archive/writeTar.ts';
import { ModelError } from '../errors.ts';
import { locationRefused as refused } from './locationRefused.ts';

const maxFiles = 1_000;

/**
 * Reads a model from below an allowed folder: a file, or the directory of a SavedModel as a tar.
 *
 * @param location a path, relative to the folder or absolute, or a `file:` URL
 * @param root the folder, or undefined where no file may be read
 * @param maxBytes more than this is refused before it is read
 * @throws ModelError MODEL_LOCATION_REFUSED naming the location, or MODEL_TOO_LARGE
 */
export async function readLocalLocation(
  location: string,
  root: string | undefined,
  maxBytes: number,
): Promise<Uint8Array> {
  if (root === undefined) throw refused(location, 'this server reads no files');
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
  if (location.includes('\0')) throw refused(location, 'it is no path');
  try {
    return /^file:/i.test(location) ? fileURLToPath(location) : location;
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
    if (stat.isDirectory()) return await readSavedModel(location, path, maxBytes);
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

async function readSavedModel(location: string, path: string, maxBytes: number): Promise<Uint8Array> {
  const files = await readDirectory(path, { maxBytes, maxFiles }).catch((cause) => {
    throw cause instanceof ModelError ? cause : refused(location, 'its files cannot be read', cause);
  });
  if (files.has('saved_model.pb')) return writeTar(files);
  throw refused(location, 'it is a directory without saved_model.pb');
}
