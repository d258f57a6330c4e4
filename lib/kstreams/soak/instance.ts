import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { within } from '../kafka/within.ts';
import { Finding } from './finding.ts';
import type { FromInstance, InstanceOptions, StoreRows, ToInstance } from './instanceMessages.ts';
import { timing } from './timing.ts';

const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
const main = fileURLToPath(new URL('instance.main.ts', import.meta.url));
const answerMs = 10_000;

/** Told of what an instance does by itself. */
export interface InstanceListener {
  onEvent(what: string): void;
  onLog(line: string): void;
  /** A thread failed, and was replaced. */
  onThreadFailed(): void;
  onFinding(finding: Finding): void;
}

/** A process that runs the application. */
export class Instance {
  readonly name: string;
  readonly #child: ChildProcess;
  readonly #exited: Promise<unknown>;
  readonly #listener: InstanceListener;
  #state = 'STARTING';
  #isPaused = false;
  #isEnding = false;

  constructor(name: string, options: InstanceOptions, listener: InstanceListener) {
    this.name = name;
    this.#listener = listener;
    this.#child = fork(main, [JSON.stringify(options)], {
      execArgv: ['--import', tsx],
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    this.#child.on('message', (message: FromInstance) => this.#heard(message));
    this.#exited = once(this.#child, 'exit').then(([code, signal]) => {
      if (!this.#isEnding) listener.onFinding(new Finding(`${name} ended by itself: ${signal ?? code}.`));
    });
  }

  /** STARTING, one of the states of a KafkaStreams, or PAUSED. */
  get state(): string {
    return this.#isPaused ? 'PAUSED' : this.#state;
  }

  get isPaused(): boolean {
    return this.#isPaused;
  }

  /** As by kill -9. */
  async kill(): Promise<void> {
    this.#isEnding = true;
    this.#child.kill('SIGKILL');
    await this.#exited;
  }

  /**
   * As by kill: it has to close.
   * @throws Finding when it does not in time
   */
  async terminate(): Promise<void> {
    this.#isEnding = true;
    this.#child.kill('SIGTERM');
    const ended = await within(2 * timing.closeMs, this.#exited);
    if (!ended) throw new Finding(`${this.name} did not end within ${2 * timing.closeMs} ms of SIGTERM.`);
    const { exitCode, signalCode } = this.#child;
    // The signal ends a process that has not come so far as to listen to it.
    if (exitCode === 0 || (signalCode === 'SIGTERM' && this.#state === 'STARTING')) return;
    throw new Finding(`${this.name} ended with ${signalCode ?? exitCode} after SIGTERM, expected 0.`);
  }

  /** The process stands still, and so do its heartbeats. */
  pause(): void {
    this.#isPaused = true;
    this.#child.kill('SIGSTOP');
  }

  resume(): void {
    this.#isPaused = false;
    this.#child.kill('SIGCONT');
  }

  async rows(): Promise<StoreRows> {
    const answer = new Promise<StoreRows>((resolve) => {
      const hear = (message: FromInstance) => {
        if (message.type !== 'rows') return;
        this.#child.off('message', hear);
        resolve(message.rows);
      };
      this.#child.on('message', hear);
    });
    this.#child.send('rows' satisfies ToInstance);
    if (!(await within(answerMs, answer))) throw new Finding(`${this.name} does not show its stores.`);
    return answer;
  }

  #heard(message: FromInstance): void {
    if (message.type === 'state') {
      this.#state = message.state;
      this.#listener.onEvent(`${this.name} is ${message.state}`);
    } else if (message.type === 'threadFailed') {
      this.#listener.onThreadFailed();
      this.#listener.onEvent(`a thread of ${this.name} failed: ${message.why}`);
    } else if (message.type === 'log') this.#listener.onLog(`${this.name}: ${message.line}`);
    if (this.#state === 'ERROR') this.#listener.onFinding(new Finding(`${this.name} is in the state ERROR.`));
  }
}
