import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { ActorError, type ActorJournal, PortCalls } from '@kafka-tutorial/actors';
import type { Logger } from '@kafka-tutorial/util';
import { ThreadActor } from './threadActor.ts';
import type { MainMethods, ThreadData, ThreadMethods } from './threadMethods.ts';

const beginning = new URL('./startTypeScript.js', import.meta.url);

/** A thread of actors, as the main thread sees it. */
export class ActorThread {
  readonly #worker: Worker;
  readonly #calls: PortCalls<ThreadMethods>;
  readonly #actors = new Map<string, ThreadActor>();
  readonly #running = new SharedArrayBuffer(4);
  readonly #logger: Logger;
  #nextNumber = 1;
  #closed = false;
  alive = true;

  /** Begins to start the thread. `onCrash` is called when it ends without having been asked to. */
  constructor(options: {
    readonly approach: string;
    readonly program: URL;
    readonly logger: Logger;
    readonly onCrash: (error: Error) => void;
  }) {
    const { approach, program } = options;
    this.#logger = options.logger;
    this.#worker = new Worker(beginning, {
      execArgv: [],
      workerData: { program: program.href, approach, running: this.#running } satisfies ThreadData,
    });
    this.#calls = new PortCalls<ThreadMethods>(this.#worker, {
      append: (actor: string, event: Uint8Array) => this.#actor(actor).journal.append(event),
      save: (actor: string, snapshot: Uint8Array) => this.#actor(actor).journal.save(snapshot),
      failed: (actor: string, message: string, code: string | undefined) =>
        this.#actorFailed(actor, message, code),
    } satisfies { [Name in keyof MainMethods]: (...args: Parameters<MainMethods[Name]>) => unknown });
    let cause: Error | undefined;
    this.#worker.on('error', (error: Error) => {
      cause = error;
    });
    this.#worker.on('exit', (code) => {
      this.alive = false;
      const error = cause ?? new Error(`it ended with code ${code}`);
      this.#ended(error);
      if (!this.#closed) options.onCrash(error);
    });
  }

  /** How many actors live here. */
  get actors(): number {
    return this.#actors.size;
  }

  async start(name: string, journal: ActorJournal): Promise<ThreadActor> {
    const actor = new ThreadActor({
      ...{ name, number: this.#nextNumber++, journal, calls: this.#calls },
      onStopped: () => this.#actors.delete(name),
    });
    this.#actors.set(name, actor);
    for (const why of await actor.start()) {
      this.#logger.warn(`kept state of ${name} cannot be used: ${why}`);
    }
    return actor;
  }

  async close(): Promise<void> {
    this.#closed = true;
    const exited = once(this.#worker, 'exit');
    await this.#worker.terminate();
    await exited;
  }

  #actor(name: string): ThreadActor {
    const actor = this.#actors.get(name);
    if (actor) return actor;
    throw new ActorError('ACTOR_NOT_HERE', `no actor "${name}" lives on this thread`);
  }

  #actorFailed(name: string, message: string, code: string | undefined): void {
    const actor = this.#actors.get(name);
    this.#actors.delete(name);
    actor?.fail(new ActorError(code === 'ACTOR_FENCED' ? code : 'ACTOR_FAILED', message));
  }

  // The actor that was running has failed. The others have only lost their thread, and that is not held against them.
  #ended(cause: Error): void {
    const running = Atomics.load(new Int32Array(this.#running), 0);
    for (const actor of this.#actors.values()) {
      const guilty = actor.number === running;
      actor.fail(
        guilty
          ? new ActorError('ACTOR_FAILED', `its thread ended: ${cause.message}`, { cause })
          : new ActorError('ACTOR_NOT_HERE', 'its thread was ended by another actor', { cause }),
      );
    }
    this.#actors.clear();
    this.#calls.close(new ActorError('ACTOR_NOT_HERE', `the actor's thread ended: ${cause.message}`));
  }
}
