import { createServer } from 'node:net';

/**
 * The port, when nothing listens at it on any of this machine's addresses.
 *
 * @param port 0 for any free port
 * @throws the system's error EADDRINUSE when the port is taken
 */
export function freePort(port = 0): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(port, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : port));
    });
  });
}
