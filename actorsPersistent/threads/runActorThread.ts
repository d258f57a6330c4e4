import { parentPort, workerData } from 'node:worker_threads';
import { ActorError, actorErrors, PortCallError, PortCalls } from '@kafka-tutorial/actors';
import type { ModelFactory } from '@kafka-tutorial/model';
import { ActorHost } from './actorHost.ts';
import type { MainMethods, ThreadData, ThreadMethods } from './threadMethods.ts';

/** Lets this thread be one of actors, which serve what the factory makes. */
export function runActorThread(factory: ModelFactory): void {
  if (!parentPort) throw new TypeError('only a worker thread can be a thread of actors');
  const { approach, running } = workerData as ThreadData;
  const place = new Int32Array(running);

  const host: ActorHost = new ActorHost({
    ...{ factory, approach },
    main: {
      append: (actor, event) => main.call('append', actor, event).catch(asActorError),
      save: (actor, snapshot) => main.call('save', actor, snapshot).catch(asActorError),
      failed: (actor, message, code) => void main.call('failed', actor, message, code),
    },
    onRunning: (number) => Atomics.store(place, 0, number),
  });
  const main = new PortCalls<MainMethods>(parentPort, {
    start: (...args: Parameters<ThreadMethods['start']>) => host.start(...args),
    score: (...args: Parameters<ThreadMethods['score']>) => host.score(...args),
    model: (...args: Parameters<ThreadMethods['model']>) => host.model(...args),
    ask: (actor: string) => host.ask(actor),
    save: (actor: string) => host.save(actor),
    stop: (actor: string) => host.stop(actor),
  });
}

function asActorError(error: unknown): never {
  if (error instanceof PortCallError && error.code !== undefined && Object.hasOwn(actorErrors, error.code)) {
    throw new ActorError(error.code as keyof typeof actorErrors, error.message);
  }
  throw error;
}
