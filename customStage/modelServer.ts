import { pipeline } from 'node:stream/promises';
import type { ModelFactory } from '@kafka-tutorial/model';
import type { Inlet, InputRecord, Outcome, Outlet } from '@kafka-tutorial/serving';
import { processData } from './dataProcessor.ts';
import { processModel } from './modelProcessor.ts';
import { ModelStage } from './modelStage.ts';
import { ModelStore } from './modelStore.ts';

/** The parts of a model server. */
export interface ModelServerParts {
  /** The records to score. */
  readonly data: Outlet<InputRecord>;
  /** Publishes what became of them. */
  readonly results: Inlet<Outcome>;
  readonly factory: ModelFactory;
}

/** A model server that is put together and waits to be run. */
export interface ModelServer {
  readonly stage: ModelStage;
  /** Hands a model to the stage; resolves when it serves or was rejected. */
  takeModel(input: InputRecord): Promise<void>;
  /** Lets the records flow. Resolves when the data has ended and all is published; rejects when a part fails. */
  run(): Promise<void>;
}

/** Builds the stream `data → ModelStage → results`; nothing flows until `run`. */
export function buildModelServer({ data, results, factory }: ModelServerParts): ModelServer {
  const store = new ModelStore();
  const stage = new ModelStage({
    processData: (inputs) => processData(inputs, store),
    processModel: (input) => processModel(input, store, factory),
    state: store,
  });
  // Exercise: let the results go to a database instead, each record's only once.
  // Solution: exercises/13-another-sink/solution/sqliteSink.ts.
  const published = pipeline(stage.out, results);
  // Reported by `run`; without this a failure before `run` would end the process unexplained.
  published.catch(() => {});
  return {
    stage,
    takeModel: (input) =>
      new Promise((resolve, reject) => {
        stage.models.write(input, (error) => (error ? reject(error) : resolve()));
      }),
    run: async () => {
      try {
        await Promise.all([pipeline(data, stage.data), published]);
      } finally {
        store.close();
      }
    },
  };
}
