import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** A node of the actors' cluster that is measured: started with a page, and killed. */
export class BenchedNode {
  readonly #child: ChildProcess;
  /** Of its page. */
  readonly url: Promise<string>;
  readonly #exited: Promise<unknown>;

  constructor(args: readonly string[], env: NodeJS.ProcessEnv) {
    this.#child = spawn(process.execPath, ['--import', 'tsx', 'actorsPersistent/main.ts', ...args], {
      env: { ...process.env, ...env, LOG_LEVEL: 'info' },
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    this.#exited = once(this.#child, 'exit');
    this.url = new Promise((resolve) => {
      createInterface({ input: this.#child.stderr ?? process.stdin }).on('line', (line) => {
        const url = /page: (http\S+)/.exec(line)?.[1];
        if (url) resolve(url);
      });
    });
  }

  /** The names of the actors that live here, when the cluster has this many nodes. */
  async actors(nodes: number): Promise<string[]> {
    const url = await this.url;
    for (;;) {
      const { nodes: known } = (await (await fetch(`${url}/cluster`)).json()) as { nodes: unknown[] };
      const { actors } = (await (await fetch(`${url}/state`)).json()) as { actors: Record<string, unknown> };
      if (known.length === nodes && Object.keys(actors).length > 0) return Object.keys(actors);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  async kill(): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.#exited;
  }
}
