import { ModelError } from '../errors.ts';
import { locationRefused as refused } from './locationRefused.ts';

export interface HttpLocationOptions {
  /** Hosts that may be asked: `models.example`, with the port of the scheme, or `models.example:8080`. */
  readonly hosts: readonly string[];
  /** More than this is refused, as soon as it shows. */
  readonly maxBytes: number;
  /** From the first request to the last byte, milliseconds. */
  readonly timeoutMs: number;
}

const maxRedirects = 5;

/**
 * Reads a model by HTTP from an allowed host. A redirect is followed if it leads to an allowed host again.
 *
 * @throws ModelError MODEL_LOCATION_REFUSED naming the location, or MODEL_TOO_LARGE
 */
export async function readHttpLocation(location: string, options: HttpLocationOptions): Promise<Uint8Array> {
  const signal = AbortSignal.timeout(options.timeoutMs);
  let url = parse(location, location);
  for (let redirects = 0; redirects <= maxRedirects; redirects++) {
    checkHost(location, url, options.hosts);
    const response = await ask(location, url, signal);
    const next = response.headers.get('location');
    if (response.status >= 300 && response.status < 400 && next) {
      await response.body?.cancel();
      url = parse(location, next, url);
      continue;
    }
    if (!response.ok) {
      await response.body?.cancel();
      throw refused(location, `${url.host} answers with status ${response.status}`);
    }
    return readBody(location, response, options.maxBytes);
  }
  throw refused(location, `it leads on more than ${maxRedirects} times`);
}

function parse(location: string, text: string, base?: URL): URL {
  try {
    return new URL(text, base);
  } catch (cause) {
    throw refused(location, 'it is no URL', cause);
  }
}

function checkHost(location: string, url: URL, hosts: readonly string[]): void {
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw refused(location, `it leads to ${url.protocol.slice(0, -1)}, which is neither http nor https`);
  }
  if (url.username || url.password) throw refused(location, 'it carries a user name');
  // Read as a URL, so that `models.example:80` is the same as `models.example` for http.
  if (hosts.some((host) => hostOf(url.protocol, host) === url.host)) return;
  const known = hosts.length === 0 ? 'this server asks no hosts' : `expected ${hosts.join(', ')}`;
  throw refused(location, `${url.host} is not a host that may be asked; ${known}`);
}

function hostOf(protocol: string, host: string): string | undefined {
  const text = `${protocol}//${host}`;
  return URL.canParse(text) ? new URL(text).host : undefined;
}

async function ask(location: string, url: URL, signal: AbortSignal): Promise<Response> {
  try {
    return await fetch(url, { redirect: 'manual', signal });
  } catch (cause) {
    throw failed(location, cause);
  }
}

/** What the server says of the length may be wrong, and compressed bodies grow: the bytes are counted as they come. */
async function readBody(location: string, response: Response, maxBytes: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const part of response.body ?? []) {
      length += part.length;
      if (length > maxBytes) {
        throw new ModelError('MODEL_TOO_LARGE', `${location} has more bytes than the limit, ${maxBytes}.`);
      }
      parts.push(part);
    }
  } catch (cause) {
    throw cause instanceof ModelError ? cause : failed(location, cause);
  }
  return Buffer.concat(parts);
}

function failed(location: string, cause: unknown): ModelError {
  const { name, message, cause: inner } = cause as Error;
  const why = inner instanceof Error ? inner.message : message;
  return refused(
    location,
    name === 'TimeoutError' ? 'it takes too long' : `it cannot be read: ${why}`,
    cause,
  );
}
