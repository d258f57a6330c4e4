import { ActorError, type RecoveredState } from '@kafka-tutorial/actors';
import type { ModelFactory } from '@kafka-tutorial/model';
import { reasonOf, topics } from '@kafka-tutorial/serving';
import { type Actor, createActor, waitFor } from 'xstate';
import { type ActorCommand, modelServingActor } from '../modelServingActor.ts';
import { ModelStore } from '../modelStore.ts';
import { encodeOutcomeBatch } from '../wire/outcomeBatch.ts';
import { decodeRecordBatch } from '../wire/recordBatch.ts';
import type { MainMethods, ThreadMethods } from './threadMethods.ts';

/** What a host needs of its thread. */
export interface ActorHostOptions {
  readonly factory: ModelFactory;
  readonly approach: string;
  readonly main: MainMethods;
  /** Called with an actor's number when it begins to work. */
  readonly onRunning: (number: number) => void;
}

interface Hosted {
  readonly number: number;
  readonly store: ModelStore;
  readonly actor: Actor<typeof modelServingActor>;
  /** Of the command before: the next one is given to the actor after it. */
  last: Promise<unknown>;
}

/** The actors of one thread. */
export class ActorHost implements ThreadMethods {
  readonly #options: ActorHostOptions;
  readonly #actors = new Map<string, Hosted>();

  constructor(options: ActorHostOptions) {
    this.#options = options;
  }

  async start(name: string, number: number, recovered: RecoveredState) {
    const { factory, main, onRunning } = this.#options;
    const unusable: string[] = [];
    const journal = {
      recovered,
      append: (event: Uint8Array) => main.append(name, event),
      save: (snapshot: Uint8Array) => main.save(name, snapshot),
    };
    const store = new ModelStore({ journal, factory, onUnusable: (error) => unusable.push(error.message) });
    const actor = createActor(modelServingActor, { input: { store, factory } });
    const hosted: Hosted = { number, store, actor, last: Promise.resolve() };
    this.#actors.set(name, hosted);
    actor.subscribe({
      error: (error) => {
        if (this.#actors.get(name) === hosted) this.#forget(name);
        const { code, message } = reasonOf(error);
        main.failed(name, message, code);
      },
    });
    onRunning(number);
    actor.start();
    await waitFor(actor, (snapshot) => snapshot.hasTag('ready'));
    return { unusable };
  }

  async score(name: string, batch: Uint8Array) {
    const inputs = decodeRecordBatch(batch, topics.data);
    const outcomes = await this.#tell<Parameters<Extract<ActorCommand, { type: 'score' }>['reply']>[0]>(
      name,
      (reply) => ({ type: 'score', inputs, reply }),
    );
    return {
      outcomes: encodeOutcomeBatch(name, outcomes, this.#options.approach),
      stats: this.#hosted(name).store.stats(),
    };
  }

  async model(name: string, record: Uint8Array) {
    const [input] = decodeRecordBatch(record, topics.models);
    if (!input) throw new ActorError('ACTOR_MESSAGE_MALFORMED', 'a batch without the model it should have');
    const answer = await this.#tell<Parameters<Extract<ActorCommand, { type: 'model' }>['reply']>[0]>(
      name,
      (reply) => ({ type: 'model', input, reply }),
    );
    return { ...answer, stats: this.#hosted(name).store.stats() };
  }

  async ask(name: string) {
    const { actor } = this.#hosted(name);
    return new Promise<Awaited<ReturnType<ThreadMethods['ask']>>>((reply) =>
      actor.send({ type: 'ask', reply }),
    );
  }

  async save(name: string): Promise<void> {
    await this.#tell<void>(name, (reply) => ({ type: 'save', reply }));
  }

  async stop(name: string): Promise<void> {
    const { last } = this.#hosted(name);
    await last;
    this.#forget(name);
  }

  /** Gives a command to an actor after those before it, and resolves with its answer; rejects when the actor fails. */
  #tell<Answer>(name: string, command: (reply: (answer: Answer) => void) => ActorCommand): Promise<Answer> {
    const { actor, last, number } = this.#hosted(name);
    const ready = () => waitFor(actor, (snapshot) => snapshot.hasTag('ready'));
    const told = last.then(ready).then(
      () =>
        new Promise<Answer>((resolve, reject) => {
          this.#options.onRunning(number);
          const failure = actor.subscribe({ error: reject });
          const reply = (answer: Answer) => {
            failure.unsubscribe();
            resolve(answer);
          };
          actor.send(command(reply));
        }),
    );
    const hosted = this.#actors.get(name);
    if (hosted) hosted.last = told.catch(() => {});
    return told;
  }

  #hosted(name: string): Hosted {
    const hosted = this.#actors.get(name);
    if (hosted) return hosted;
    throw new ActorError('ACTOR_NOT_HERE', `no actor "${name}" lives on this thread`);
  }

  #forget(name: string): void {
    const hosted = this.#actors.get(name);
    this.#actors.delete(name);
    hosted?.actor.stop();
    hosted?.store.close();
  }
}
