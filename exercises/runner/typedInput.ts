import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import type { ReadStream } from 'node:tty';

/** What somebody types, piece by piece. */
export interface TypedInput {
  /** The next command or answer; `undefined` when there will be no more. */
  next(): Promise<string | undefined>;
  close(): void;
}

/** Keeps what is typed until somebody asks for it. */
class TypedQueue {
  readonly #typed: string[] = [];
  #waiting: ((typed: string | undefined) => void) | undefined;
  #ended = false;

  push(typed: string): void {
    if (this.#ended) return;
    if (!this.#waiting) this.#typed.push(typed);
    this.#waiting?.(typed);
    this.#waiting = undefined;
  }

  end(): void {
    this.#ended = true;
    this.#waiting?.(undefined);
    this.#waiting = undefined;
  }

  next(): Promise<string | undefined> {
    const typed = this.#typed.shift();
    if (typed !== undefined || this.#ended) return Promise.resolve(typed);
    return new Promise((resolve) => {
      this.#waiting = resolve;
    });
  }
}

/** Lines, from a pipe or a file. */
export function lineInput(stream: Readable): TypedInput {
  const queue = new TypedQueue();
  const lines = createInterface({ input: stream });
  lines.on('line', (line) => queue.push(line));
  lines.on('close', () => queue.end());
  return { next: () => queue.next(), close: () => lines.close() };
}

/**
 * Keys of a terminal, each as soon as it is pressed. Digits wait for Enter, and are shown meanwhile, because numbers
 * have more than one. Ctrl-C and Ctrl-D end the input.
 */
export function keyInput(terminal: ReadStream, echo: (text: string) => void): TypedInput {
  const queue = new TypedQueue();
  let digits = '';
  const press = (key: string) => {
    if (key === '\u0003' || key === '\u0004') return queue.end();
    if (/^\d$/.test(key)) {
      digits += key;
      return echo(key);
    }
    if (key === '\r' || key === '\n') {
      queue.push(digits);
    } else if (/^[a-z]$/i.test(key)) {
      queue.push(key);
    }
    digits = '';
  };
  const read = (data: Buffer) => {
    const text = String(data);
    // Arrows and the like come as a sequence that begins with Escape.
    if (!text.startsWith('\u001b')) for (const key of text) press(key);
  };
  terminal.setRawMode(true);
  terminal.on('data', read);
  terminal.on('end', () => queue.end());
  return {
    next: () => queue.next(),
    close() {
      queue.end();
      terminal.off('data', read);
      terminal.setRawMode(false);
      terminal.pause();
    },
  };
}
