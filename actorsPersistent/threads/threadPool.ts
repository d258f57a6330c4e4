import { ActorError, type ActorJournal } from '@kafka-tutorial/actors';
import type { Logger } from '@kafka-tutorial/util';
import { ActorThread } from './actorThreadHandle.ts';
import type { ThreadActor } from './threadActor.ts';

/** What a pool of threads needs. */
export interface ThreadPoolOptions {
  /** How many threads. */
  readonly threads: number;
  readonly approach: string;
  readonly logger: Logger;
  /** What a thread runs; default: `actorThread.ts`. */
  readonly program?: URL;
}

const actorThread = new URL('./actorThread.ts', import.meta.url);
// A thread that cannot even start shall not keep the processor busy with trying.
const replaceAfterMs = 100;

/** The threads that actors live on. A thread that crashes is replaced; its actors are started again by their supervisors. */
export class ThreadPool {
  readonly #options: ThreadPoolOptions;
  readonly #threads: ActorThread[] = [];
  #closed = false;

  /** Begins to start the threads. */
  constructor(options: ThreadPoolOptions) {
    this.#options = options;
    for (let i = 0; i < options.threads; i++) this.#threads.push(this.#newThread());
  }

  /** Starts an actor on the thread that has the fewest; it has recovered when the promise resolves. */
  async start(actor: string, journal: ActorJournal): Promise<ThreadActor> {
    if (this.#closed) throw new ActorError('ACTOR_NOT_HERE', 'the threads are stopping');
    // Exercise: give out records instead of actors: a pool of workers that keeps the order of each key.
    // Solution: exercises/16-pool-of-workers/solution/workerPool.ts.
    const [thread] = this.#threads.filter(({ alive }) => alive).sort((a, b) => a.actors - b.actors);
    if (!thread) throw new ActorError('ACTOR_NOT_HERE', 'there is no thread');
    return thread.start(actor, journal);
  }

  async close(): Promise<void> {
    this.#closed = true;
    await Promise.all(this.#threads.map((thread) => thread.close()));
  }

  #newThread(): ActorThread {
    const { approach, logger, program = actorThread } = this.#options;
    const thread = new ActorThread({
      ...{ approach, logger, program },
      onCrash: (error) => {
        logger.error(`a thread of actors ended: ${error.message}`);
        setTimeout(() => this.#replace(thread), replaceAfterMs).unref();
      },
    });
    return thread;
  }

  #replace(thread: ActorThread): void {
    if (!this.#closed) this.#threads[this.#threads.indexOf(thread)] = this.#newThread();
  }
}
