import { Readable, Writable } from 'node:stream';
import type { Inlet, InputRecord, Outcome, Outlet } from '@kafka-tutorial/serving';
import type { ReadableModelState } from './modelStore.ts';

/** What a ModelStage does with what comes in. */
export interface ModelStageLogic {
  /** Scores a micro-batch, an outcome for each record. */
  readonly processData: (inputs: readonly InputRecord[]) => Outcome[] | Promise<Outcome[]>;
  /** Takes a model. */
  readonly processModel: (input: InputRecord) => Promise<Outcome>;
  readonly state: ReadableModelState;
}

// How many records the stage takes at once, and how many outcomes wait for the reader.
const highWaterMark = 1024;

/**
 * A custom stage: two typed inlets, an outlet, and a value that can be read from outside while the stage runs.
 *
 *     data ───►┌────────────┐
 *              │ ModelStage ├───► out
 *     models ─►└─────┬──────┘
 *                    └ state
 *
 * Records are scored in micro-batches: whatever was written since the last batch began. When nobody reads `out`, both
 * inlets stop accepting; when `data` ends, `out` ends after the last outcome. Destroying one destroys all.
 */
export class ModelStage {
  readonly data: Inlet<InputRecord>;
  readonly models: Inlet<InputRecord>;
  readonly out: Outlet<Outcome>;
  /** The materialized value. */
  readonly state: ReadableModelState;
  #waiting: (() => void)[] = [];

  constructor(logic: ModelStageLogic) {
    this.state = logic.state;
    this.out = new Readable({
      objectMode: true,
      highWaterMark,
      read: () => this.#demand(),
      destroy: (error, callback) => {
        this.data.destroy();
        this.models.destroy();
        callback(error);
      },
    });
    this.data = new Writable({
      objectMode: true,
      highWaterMark,
      writev: (chunks, callback) => {
        const inputs = chunks.map(({ chunk }) => chunk as InputRecord);
        // Not in this very call: the records that are being written now shall be the next batch together.
        queueMicrotask(() => this.#through(async () => logic.processData(inputs), callback));
      },
      final: (callback) => {
        this.out.push(null);
        callback();
      },
      destroy: (error, callback) => this.#fail(error, callback),
    });
    this.models = new Writable({
      objectMode: true,
      highWaterMark: 1,
      write: (input: InputRecord, _, callback) => {
        this.#through(async () => [await logic.processModel(input)], callback);
      },
      destroy: (error, callback) => this.#fail(error, callback),
    });
  }

  #through(work: () => Promise<Outcome[]>, callback: (error?: Error | null) => void): void {
    work()
      .then((outcomes) => this.#emit(outcomes))
      .then(() => callback(), callback);
  }

  // Resolves when the reader wants more: that is the back-pressure.
  async #emit(outcomes: readonly Outcome[]): Promise<void> {
    let wanted = true;
    for (const outcome of outcomes) {
      if (!this.out.readableEnded && !this.out.destroyed) wanted = this.out.push(outcome);
    }
    if (!wanted) await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  #demand(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const resolve of waiting) resolve();
  }

  #fail(error: Error | null, callback: (error?: Error | null) => void): void {
    if (error) this.out.destroy(error);
    callback(error);
  }
}
