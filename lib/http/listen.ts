import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { HttpError } from './errors.ts';

/** An app that answers. */
export interface Listening {
  /** Where a browser on this machine finds it, without a slash at the end. */
  readonly url: string;
  /** Ends event streams and idle connections at once, others after their answer or after a second; frees the port. */
  close(): Promise<void>;
}

/** How long a request may hold up the closing. */
const patienceMs = 1_000;

/**
 * Starts to answer.
 *
 * @param port 0 lets the system choose one
 * @throws HttpError HTTP_PORT_IN_USE, or HTTP_LISTEN_FAILED when the address is not of this machine or not allowed
 */
export async function listen(
  app: FastifyInstance,
  { host = '127.0.0.1', port }: { readonly host?: string; readonly port: number },
): Promise<Listening> {
  try {
    await app.listen({ host, port });
  } catch (error) {
    await app.close();
    throw asListenError(error, host, port);
  }
  const { port: chosen } = app.server.address() as AddressInfo;
  return {
    url: `http://${hostInUrl(host)}:${chosen}`,
    async close() {
      const impatience = setTimeout(() => app.server.closeAllConnections(), patienceMs);
      await app.close();
      clearTimeout(impatience);
    },
  };
}

function asListenError(error: unknown, host: string, port: number): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE') {
    return new HttpError('HTTP_PORT_IN_USE', `Port ${port} on ${host} is taken by another program.`, {
      hint: 'Stop the other program, or choose another port with --port.',
      cause: error,
    });
  }
  if (code === 'EACCES' || code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
    return new HttpError('HTTP_LISTEN_FAILED', `Cannot listen on port ${port} of ${host}: ${code}.`, {
      hint: 'Choose an address of this machine, and a port from 1024 with --port.',
      cause: error,
    });
  }
  return error;
}

/** An address that stands for all of the machine's is no address to go to. */
function hostInUrl(host: string): string {
  if (host === '0.0.0.0' || host === '::') return 'localhost';
  return host.includes(':') ? `[${host}]` : host;
}
