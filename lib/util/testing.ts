import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const patienceMs = 40_000;

/** A program of the workspace that a test runs. */
export class TestProgram {
  readonly lines: string[] = [];
  /** The exit code; `null` when a signal ended it. */
  readonly exited: Promise<number | null>;
  readonly #child: ChildProcess;
  readonly #watchers = new Set<() => void>();

  /**
   * @param script from the root of the workspace
   * @param env is added to this process's own
   */
  constructor(script: string, args: readonly string[] = [], env: NodeJS.ProcessEnv = {}) {
    this.#child = spawn(process.execPath, ['--import', 'tsx', script, ...args], {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    const outputs = [this.#child.stdout, this.#child.stderr].filter((stream) => stream !== null);
    const read = outputs.map((input) => {
      const lines = createInterface({ input });
      lines.on('line', (line) => {
        this.lines.push(line);
        for (const look of this.#watchers) look();
      });
      return once(lines, 'close');
    });
    // Node's `close` event, which would say both, does not come after a disconnect.
    this.exited = once(this.#child, 'exit').then(([code]) => Promise.all(read).then(() => code));
  }

  /** Resolves with the first line that matches. Rejects when the program ends, or after 40 s, without one. */
  async line(pattern: RegExp): Promise<RegExpExecArray> {
    return new Promise((resolve, reject) => {
      const end = (settle: () => void) => {
        clearTimeout(timer);
        this.#watchers.delete(look);
        settle();
      };
      const give = (why: string) =>
        end(() => reject(new Error(`${why}: no ${pattern} in\n${this.lines.join('\n')}`)));
      let seen = 0;
      const look = () => {
        for (; seen < this.lines.length; seen++) {
          const match = pattern.exec(this.lines[seen] ?? '');
          if (match) return end(() => resolve(match));
        }
      };
      const timer = setTimeout(() => give('timed out'), patienceMs);
      this.#watchers.add(look);
      void this.exited.then(() => give('the program ended'));
      look();
    });
  }

  /** Closes the channel that tells the program that its parent is there. */
  disconnect(): void {
    this.#child.disconnect();
  }

  /** Sends a signal that does not end it. */
  signal(signal: NodeJS.Signals): void {
    this.#child.kill(signal);
  }

  /** Sends a signal and resolves with the exit code. */
  async stop(signal: NodeJS.Signals = 'SIGINT'): Promise<number | null> {
    this.#child.kill(signal);
    return this.exited;
  }
}
