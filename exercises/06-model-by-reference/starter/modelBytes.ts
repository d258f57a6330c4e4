import { createReadStream } from 'node:fs';
import { realpath } from 'node:fs/promises';
import { sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { ModelError } from '@kafka-tutorial/model';
import type { ModelDescriptorProperties } from '@kafka-tutorial/proto';

/** Where models may be read from. */
export interface AllowedLocations {
  /** The folder below which files may be read. */
  readonly root: string;
  /** Hosts that may be asked by HTTP, as in a URL: `models.example` or `models.example:8080`. */
  readonly hosts: readonly string[];
  /** A larger model is refused. */
  readonly maxBytes: number;
}

/**
 * The bytes of a model, wherever they are: in the descriptor itself, or where its `location` says.
 *
 * @param descriptor its `location` is a URL of a file or of http(s), or a path, relative to the root or absolute
 * @throws ModelError MODEL_LOCATION_REFUSED naming the location, or MODEL_TOO_LARGE
 */
export async function modelBytes(
  { data, location }: ModelDescriptorProperties,
  allowed: AllowedLocations,
): Promise<Uint8Array> {
  if (!location) return data ?? new Uint8Array();
  // Exercise: whatever goes wrong from here on shall be a ModelError that names the location.
  const url = new URL(location, pathToFileURL(`${allowed.root}/`));
  return readBounded(location, await open(location, url, allowed), allowed.maxBytes);
}

async function open(
  location: string,
  url: URL,
  allowed: AllowedLocations,
): Promise<AsyncIterable<Uint8Array>> {
  // Exercise: where does the path lead, once links are followed? Which schemes are there besides file and http?
  if (url.protocol === 'file:') return createReadStream(fileURLToPath(url));
  // Exercise: is the host an allowed one, and the one that answers in the end, too?
  const response = await fetch(url, { signal: AbortSignal.timeout(10_000) });
  if (response.ok && response.body) return response.body;
  throw refused(location, `${url.host} answers with status ${response.status}`);
}

async function readBounded(
  location: string,
  chunks: AsyncIterable<Uint8Array>,
  maxBytes: number,
): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  // Exercise: stop as soon as there are more bytes than the limit.
  for await (const part of chunks) parts.push(part);
  return Buffer.concat(parts);
}

function refused(location: string, why: string): ModelError {
  return new ModelError(
    'MODEL_LOCATION_REFUSED',
    `The location ${JSON.stringify(location)} is refused: ${why}.`,
  );
}
