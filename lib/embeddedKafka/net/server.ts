import { createServer, type Server, type Socket } from 'node:net';
import { EmbeddedKafkaError } from '../errors.ts';
import { ByteBudget } from './byteBudget.ts';
import { Connection, type ConnectionOptions } from './connection.ts';

export interface ListenOptions {
  readonly host: string;
  /** 0 lets the system choose. */
  readonly port: number;
  /** Makes the answering function of a new connection. */
  readonly serve: (socket: Socket) => ConnectionOptions['answer'];
  readonly log: (line: string) => void;
}

/** What all connections may hold together, in half requests and in answers that are not read. */
const heldBytes = 256 * 1024 * 1024;

/** Accepts connections; one that goes wrong never disturbs the others. */
export class KafkaServer {
  readonly #server: Server;
  readonly #connections = new Set<Connection>();

  /**
   * Resolves when clients can connect.
   *
   * @throws EmbeddedKafkaError PORT_IN_USE, LISTEN_FAILED
   */
  static async listen(options: ListenOptions): Promise<KafkaServer> {
    const server = new KafkaServer(options);
    await new Promise<void>((resolve, reject) => {
      server.#server.once('error', (error: NodeJS.ErrnoException) => reject(listenError(error, options)));
      server.#server.listen({ host: options.host, port: options.port }, resolve);
    });
    return server;
  }

  private constructor({ serve, log }: ListenOptions) {
    const budget = new ByteBudget(heldBytes);
    this.#server = createServer((socket) => {
      const connection = new Connection({ socket, answer: serve(socket), budget, log });
      this.#connections.add(connection);
      socket.on('close', () => this.#connections.delete(connection));
    });
  }

  get port(): number {
    const address = this.#server.address();
    return address !== null && typeof address === 'object' ? address.port : 0;
  }

  /** Stops listening and closes every connection; resolves when the port is free. */
  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.#server.close(resolve));
    for (const connection of this.#connections) connection.close();
    await closed;
  }

  /** Lets everything go at once. */
  async destroy(): Promise<void> {
    const closed = new Promise((resolve) => this.#server.close(resolve));
    for (const connection of this.#connections) connection.destroy();
    await closed;
  }
}

function listenError(error: NodeJS.ErrnoException, { host, port }: ListenOptions): EmbeddedKafkaError {
  if (error.code === 'EADDRINUSE') {
    return new EmbeddedKafkaError('PORT_IN_USE', `port ${port} of ${host} is in use`, {
      hint: 'Stop the program that listens there, or choose another port; 0 takes any free one.',
      cause: error,
    });
  }
  return new EmbeddedKafkaError('LISTEN_FAILED', `cannot listen on ${host}:${port}: ${error.message}`, {
    hint: 'Choose an address of this machine, such as 127.0.0.1, and a port you may use.',
    cause: error,
  });
}
