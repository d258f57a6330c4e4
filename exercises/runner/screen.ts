import type { WriteStream } from 'node:tty';
import type { Look } from './exerciseView.ts';
import { paintFor } from './paint.ts';

/** What a learner sees. */
export interface Screen {
  /** Keys work at once, and the screen can be cleared. */
  readonly interactive: boolean;
  readonly look: Look;
  print(lines: readonly string[]): void;
  /** Without a line end. */
  write(text: string): void;
  clear(): void;
}

const widestLine = 100;

/** Characters in a line of running text. */
export function lineWidth({ columns }: Pick<WriteStream, 'columns'>): number {
  return Math.min(widestLine, columns || widestLine);
}

/** @param interactive whether both ends are a terminal */
export function screenOf(stream: WriteStream, interactive: boolean, env: NodeJS.ProcessEnv): Screen {
  const paint = paintFor(stream, env);
  return {
    interactive,
    get look() {
      return { paint, width: lineWidth(stream) };
    },
    print: (lines) => void stream.write(lines.map((line) => `${line}\n`).join('')),
    write: (text) => void stream.write(text),
    clear: () => void (interactive && env.TERM !== 'dumb' && stream.write('\u001b[2J\u001b[H')),
  };
}
