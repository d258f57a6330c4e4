import { once } from 'node:events';
import type { Socket } from 'node:net';
import { EmbeddedKafkaError } from '../errors.ts';
import { KafkaWireError } from '../protocol/errors.ts';
import type { ByteBudget } from './byteBudget.ts';
import { FrameReader } from './frames.ts';

const flushMs = 250;

export interface ConnectionOptions {
  readonly socket: Socket;
  /** Gives the pieces of the response, or undefined when the request has none; what it throws closes the connection. */
  readonly answer: (request: Buffer, asked: Asked) => Promise<Buffer[] | undefined>;
  readonly budget: ByteBudget;
  readonly log: (line: string) => void;
}

/** What the answer may be, and whether it is still waited for. */
export interface Asked {
  readonly maxRecordBytes: number;
  readonly closed: AbortSignal;
}

/** The least and the most that one answer may have: Kafka's fetch.max.bytes. */
const [leastRecordBytes, mostRecordBytes] = [1024 * 1024, 55 * 1024 * 1024];

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
  readonly #budget: ByteBudget;
  #answering = false;
  /** What this connection has taken of the budget. */
  #held = 0;

  constructor({ socket, answer, budget, log }: ConnectionOptions) {
    this.#budget = budget;
    this.#socket = socket;
    this.#answer = answer;
    this.#log = log;
    socket.setNoDelay(true);
    socket.on('data', (chunk: Buffer) => this.#receive(chunk));
    // A client that vanishes is everyday life; 'close' follows.
    socket.on('error', () => {});
    socket.on('close', () => {
      this.#closed.abort();
      this.#hold(0);
    });
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
    this.#hold(this.#frames.length);
    if (this.#budget.left < 0) {
      this.#refuse(
        new EmbeddedKafkaError('REQUEST_TOO_LARGE', 'the requests of all clients need too much memory'),
      );
      return;
    }
    if (this.#answering) this.#socket.pause();
    else void this.#answerAll();
  }

  async #answerAll(): Promise<void> {
    this.#answering = true;
    try {
      for (let frame = this.#frames.next(); frame; frame = this.#frames.next()) {
        const maxRecordBytes = Math.max(leastRecordBytes, Math.min(mostRecordBytes, this.#budget.left));
        const pieces = await this.#answer(frame, { maxRecordBytes, closed: this.#closed.signal });
        if (this.#closed.signal.aborted) return;
        if (pieces && !this.#write(pieces)) {
          this.#hold(this.#frames.length + this.#socket.writableLength);
          await once(this.#socket, 'drain', { signal: this.#closed.signal });
        }
        this.#hold(this.#frames.length);
      }
    } catch (error) {
      if (!this.#closed.signal.aborted) this.#refuse(error);
      return;
    } finally {
      this.#answering = false;
    }
    if (this.#socket.isPaused()) this.#socket.resume();
  }

  #hold(bytes: number): void {
    this.#budget.take(bytes - this.#held);
    this.#held = bytes;
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
