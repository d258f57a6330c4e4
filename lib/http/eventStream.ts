import type { ServerResponse } from 'node:http';
import type { RecordedEvent } from './eventHistory.ts';

/** Bytes that wait for a client before it is given up. */
const longestBacklog = 1024 * 1024;

/** What a stream needs of an HTTP response. */
type Output = Pick<ServerResponse, 'write' | 'end' | 'destroy' | 'writableNeedDrain' | 'writableLength'>;

/**
 * One client of the server-sent events (HTML standard, section 9.2). Memory for a slow one is bounded: samples of scored
 * records are left out while its socket is full, and it is disconnected when too much of the rest waits for it.
 */
export class EventStream {
  readonly #output: Output;

  constructor(output: Output) {
    this.#output = output;
  }

  /** Sends what is kept. The client waits a second before it connects again. */
  open(events: readonly RecordedEvent[]): void {
    this.#write(`retry: 1000\n\n${events.map((event) => event.text).join('')}`);
  }

  send(event: RecordedEvent): void {
    if (event.type === 'scored' && this.#output.writableNeedDrain) return;
    this.#write(event.text);
  }

  /** A comment: keeps proxies from closing a quiet stream, and finds out that a client is gone. */
  heartbeat(): void {
    this.#write(': still here\n\n');
  }

  /** Ends the stream; a client that does not read is not waited for. */
  end(): void {
    if (this.#output.writableNeedDrain) this.#output.destroy();
    else this.#output.end();
  }

  #write(text: string): void {
    this.#output.write(text);
    if (this.#output.writableLength > longestBacklog) this.#output.destroy();
  }
}
