import type { ActorPersistence } from '@kafka-tutorial/actors';
import { memoryPersistence } from '@kafka-tutorial/actors/testing';
import type { ModelFactory } from '@kafka-tutorial/model';
import type { ModelServingRef } from './modelServingRef.ts';
import { ActorHost } from './threads/actorHost.ts';
import { decodeOutcomeBatch } from './wire/outcomeBatch.ts';
import { encodeRecordBatch } from './wire/recordBatch.ts';

/** Starts actors in this very thread, for tests that need no other. */
export class ActorsInProcess {
  readonly persistence: ActorPersistence;
  readonly started: string[] = [];
  readonly #factory: ModelFactory;
  #term = 0;

  constructor(factory: ModelFactory, persistence = memoryPersistence()) {
    this.#factory = factory;
    this.persistence = persistence;
  }

  async start(dataType: string): Promise<ModelServingRef> {
    this.started.push(dataType);
    const journal = await this.persistence.open(dataType, ++this.#term);
    let fail: (error: Error) => void = () => {};
    const failed = new Promise<Error>((resolve) => {
      fail = resolve;
    });
    const host = new ActorHost({
      ...{ factory: this.#factory, approach: 'actorsPersistent', onRunning: () => {} },
      main: {
        append: (_actor, event) => journal.append(event),
        save: (_actor, snapshot) => journal.save(snapshot),
        failed: (_actor, message) => fail(new Error(message)),
      },
    });
    await host.start(dataType, 1, journal.recovered);
    const ref = {
      failed,
      lastStats: await host.ask(dataType),
      async score(inputs: Parameters<ModelServingRef['score']>[0]) {
        const { outcomes, stats } = await host.score(dataType, encodeRecordBatch(inputs));
        ref.lastStats = stats;
        return decodeOutcomeBatch(outcomes, inputs);
      },
      async takeModel(input: Parameters<ModelServingRef['takeModel']>[0]) {
        const { stats, ...answer } = await host.model(dataType, encodeRecordBatch([input]));
        ref.lastStats = stats;
        return answer;
      },
      ask: () => host.ask(dataType),
      save: () => host.save(dataType),
      stop: () => host.stop(dataType),
    };
    return ref;
  }
}
