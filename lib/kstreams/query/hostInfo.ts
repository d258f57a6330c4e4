import { KStreamsError } from '../errors.ts';

/** Where an instance answers queries from outside. */
export interface HostInfo {
  readonly host: string;
  readonly port: number;
}

/**
 * Reads `host:port`; an IPv6 address stands in brackets.
 * @throws KStreamsError STREAMS_CONFIG_INVALID when it is something else
 */
export function parseHostInfo(text: string): HostInfo {
  const match = /^(\[[\da-f:.]+\]|[\w.-]+):(\d{1,5})$/i.exec(text);
  const port = Number(match?.[2]);
  if (match !== null && port >= 1 && port <= 65_535) return { host: match[1] as string, port };
  throw new KStreamsError(
    'STREAMS_CONFIG_INVALID',
    `Expected applicationServer to be host:port, got "${text}".`,
  );
}

export function isSameHost(a: HostInfo, b: HostInfo): boolean {
  return a.host === b.host && a.port === b.port;
}
