import { type ChildProcess, spawn } from 'node:child_process';

const patienceMs = 40_000;

/** A program under test that somebody types into. */
export class StartedProgram {
  /** All that came out of it, both streams. */
  printed = '';
  /** The exit code; `null` when a signal ended it. */
  readonly exited: Promise<number | null>;
  readonly #child: ChildProcess;
  #seen = 0;

  constructor(command: string, args: readonly string[], options: { cwd: string; env: NodeJS.ProcessEnv }) {
    this.#child = spawn(command, args, options);
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      stream?.on('data', (data: Buffer) => {
        this.printed += String(data);
      });
    }
    this.exited = new Promise((resolve) => this.#child.once('close', (code) => resolve(code)));
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  type(text: string): void {
    this.#child.stdin?.write(text);
  }

  /** Closes the input. */
  end(text = ''): void {
    this.#child.stdin?.end(text);
  }

  signal(signal: NodeJS.Signals): void {
    this.#child.kill(signal);
  }

  /** Waits until a text is printed, behind what was waited for before. Rejects after 40 s, or at the end, without it. */
  async sees(text: string): Promise<void> {
    const end = Date.now() + patienceMs;
    for (;;) {
      const found = this.printed.indexOf(text, this.#seen);
      if (found >= 0) {
        this.#seen = found + text.length;
        return;
      }
      const { exitCode, signalCode } = this.#child;
      if (exitCode !== null || signalCode !== null || Date.now() > end) {
        throw new Error(`no "${text}" in what came last:\n${this.printed.slice(this.#seen)}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }
}
