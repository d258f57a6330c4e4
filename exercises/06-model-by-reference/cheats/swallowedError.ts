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
  try {
    const url = new URL(location, pathToFileURL(`${allowed.root}/`));
    return await readBounded(location, await open(location, url, allowed), allowed.maxBytes);
  } catch (cause) {
    if (cause instanceof ModelError && cause.code === 'MODEL_TOO_LARGE') throw cause;
    return new Uint8Array();
  }
}

async function open(
  location: string,
  url: URL,
  allowed: AllowedLocations,
): Promise<AsyncIterable<Uint8Array>> {
  switch (url.protocol) {
    case 'file:': {
      const path = await realpath(fileURLToPath(url));
      if (path.startsWith((await realpath(allowed.root)) + sep)) return createReadStream(path);
      throw refused(location, 'it leads out of the folder that may be read');
    }
    case 'http:':
    case 'https:': {
      if (!allowed.hosts.includes(url.host)) throw refused(location, `${url.host} may not be asked`);
      const response = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(10_000) });
      if (response.ok && response.body) return response.body;
      throw refused(location, `${url.host} answers with status ${response.status}`);
    }
    default:
      throw refused(location, `${url.protocol} is no scheme of a model`);
  }
}

async function readBounded(
  location: string,
  chunks: AsyncIterable<Uint8Array>,
  maxBytes: number,
): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of chunks) {
    length += part.length;
    if (length > maxBytes) {
      throw new ModelError('MODEL_TOO_LARGE', `${location} has more bytes than the limit, ${maxBytes}.`);
    }
    parts.push(part);
  }
  return Buffer.concat(parts);
}

function refused(location: string, why: string): ModelError {
  return new ModelError(
    'MODEL_LOCATION_REFUSED',
    `The location ${JSON.stringify(location)} is refused: ${why}.`,
  );
}
