import { once } from 'node:events';
import type { Socket } from 'node:net';
import { EmbeddedKafkaError } from '../errors.ts';
import { KafkaWireError } from '../protocol/errors.ts';
import { FrameReader } from './frames.ts';

const flushMs = 250;

export interface ConnectionOptions {
  readonly socket: Socket;
  /** Gives the pieces of the response, or undefined when the request has none; what it throws closes the connection. */
  readonly answer: (request: Buffer, closed: AbortSignal) => Promise<Buffer[] | undefined>;
  readonly log: (line: string) => void;
}

/**
 * One client. Requests are answered one after the other, and nothing more is read meanwhile: that keeps the order,
 * and makes a client that does not read its answers wait instead of filling the memory.
 */
export class Connection {
  readonly #socket: Socket;
  readonly #answer: ConnectionOptions['answer'];
  readonly #log: ConnectionOptions['log'];
  readonly #frames = new FrameReader();
  readonly #closed = new AbortController();
  #answering = false;

  constructor({ socket, answer, log }: ConnectionOptions) {
    this.#socket = socket;
    this.#answer = answer;
    this.#log = log;
    socket.setNoDelay(true);
    socket.on('data', (chunk: Buffer) => this.#receive(chunk));
    // A client that vanishes is everyday life; 'close' follows.
    socket.on('error', () => {});
    socket.on('close', () => this.#closed.abort());
  }

  /** Lets parked requests go and what is written get out, then closes. */
  close(): void {
    this.#closed.abort();
    this.#socket.destroySoon();
    setTimeout(() => this.#socket.destroy(), flushMs).unref();
  }

  /** Closes at once, as a crash would. */
  destroy(): void {
    this.#closed.abort();
    this.#socket.destroy();
  }

  #receive(chunk: Buffer): void {
    this.#frames.push(chunk);
    if (this.#answering) this.#socket.pause();
    else void this.#answerAll();
  }

  async #answerAll(): Promise<void> {
    this.#answering = true;
    try {
      for (let frame = this.#frames.next(); frame; frame = this.#frames.next()) {
        const pieces = await this.#answer(frame, this.#closed.signal);
        if (this.#closed.signal.aborted) return;
        if (pieces && !this.#write(pieces)) {
          await once(this.#socket, 'drain', { signal: this.#closed.signal });
        }
      }
    } catch (error) {
      if (!this.#closed.signal.aborted) this.#refuse(error);
      return;
    } finally {
      this.#answering = false;
    }
    if (this.#socket.isPaused()) this.#socket.resume();
  }

  /** Writes all pieces as one; false when the client reads too slowly. */
  #write(pieces: readonly Buffer[]): boolean {
    this.#socket.cork();
    for (const piece of pieces) this.#socket.write(piece);
    this.#socket.uncork();
    return !this.#socket.writableNeedDrain;
  }

  #refuse(error: unknown): void {
    const client = `${this.#socket.remoteAddress}:${this.#socket.remotePort}`;
    const expected = error instanceof EmbeddedKafkaError || error instanceof KafkaWireError;
    this.#log(
      `closed the connection of ${client}: ${expected ? error.message : error instanceof Error ? error.stack : error}`,
    );
    this.destroy();
  }
}
