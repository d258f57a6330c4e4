import { readHttpLocation } from './httpLocation.ts';
import { readLocalLocation } from './localLocation.ts';
import { locationRefused } from './locationRefused.ts';

/** Where models may be read from. Without a root no file is read, without hosts nothing by HTTP. */
export interface ModelLocations {
  readonly root: string | undefined;
  readonly hosts: readonly string[];
  readonly maxBytes: number;
  readonly timeoutMs: number;
}

/**
 * Reads the model that a descriptor's `location` names.
 *
 * @param location a path or `file:` URL, or a URL of http or https
 * @throws ModelError MODEL_LOCATION_REFUSED naming the location, or MODEL_TOO_LARGE
 */
export async function readModelLocation(location: string, locations: ModelLocations): Promise<Uint8Array> {
  const scheme = /^([a-z][a-z0-9+.-]+):/i.exec(location)?.[1]?.toLowerCase() ?? 'file';
  if (scheme === 'file') return readLocalLocation(location, locations.root, locations.maxBytes);
  if (scheme === 'http' || scheme === 'https') return readHttpLocation(location, locations);
  throw locationRefused(location, `${scheme} is not supported`);
}
