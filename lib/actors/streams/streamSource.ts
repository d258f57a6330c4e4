import type { Server } from 'node:http';
import { type WebSocket, WebSocketServer } from 'ws';
import { Subscription } from './subscription.ts';

export interface StreamSourceOptions {
  /** Where the stream is found, such as `/results/stream`. */
  readonly path: string;
  /** A subscriber that asks for nothing, while elements wait for it, is let go after this time, milliseconds. */
  readonly patienceMs?: number;
}

const mostSubscribers = 20;
const longestDemand = 64;

/**
 * The near end of a remote stream: elements go over a WebSocket to whoever subscribes, and only as many as that has
 * asked for. The protocol:
 *
 *     subscriber ──► source   text: the number of elements that are wanted in addition
 *     source ──► subscriber   binary: an element
 */
export class StreamSource {
  readonly #sockets = new WebSocketServer({ noServer: true, maxPayload: longestDemand });
  readonly #subscriptions = new Set<Subscription>();
  readonly #path: string;
  readonly #patienceMs: number;

  constructor({ path, patienceMs = 5_000 }: StreamSourceOptions) {
    this.#path = path;
    this.#patienceMs = patienceMs;
  }

  get subscribers(): number {
    return this.#subscriptions.size;
  }

  /** Lets the stream be subscribed to at an HTTP server. */
  serve(server: Server): void {
    server.on('upgrade', (request, socket, head) => {
      const { pathname } = new URL(request.url ?? '/', 'http://localhost');
      if (pathname !== this.#path || this.subscribers >= mostSubscribers) {
        const status = pathname === this.#path ? '503 Service Unavailable' : '404 Not Found';
        socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
        return;
      }
      this.#sockets.handleUpgrade(request, socket, head, (webSocket) => this.#subscribe(webSocket));
    });
  }

  /** Gives elements to all subscribers; resolves when each of them has room for more: that is the back-pressure. */
  async offer(elements: readonly Uint8Array[]): Promise<void> {
    if (this.#subscriptions.size === 0) return;
    await Promise.all([...this.#subscriptions].map((subscription) => subscription.offer(elements)));
  }

  /** Ends the stream for all subscribers. */
  close(): void {
    for (const subscription of this.#subscriptions) subscription.end();
  }

  #subscribe(webSocket: WebSocket): void {
    const subscription = new Subscription(webSocket, this.#patienceMs);
    this.#subscriptions.add(subscription);
    webSocket.on('close', () => this.#subscriptions.delete(subscription));
  }
}
