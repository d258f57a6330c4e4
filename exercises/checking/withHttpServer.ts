import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * Runs a function with an HTTP server on a free port; it is gone afterwards, and so are its connections.
 *
 * @param use gets the host and port: `127.0.0.1:40123`
 */
export async function withHttpServer<T>(
  listener: RequestListener,
  use: (host: string) => Promise<T>,
): Promise<T> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  try {
    return await use(`127.0.0.1:${(server.address() as AddressInfo).port}`);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}
