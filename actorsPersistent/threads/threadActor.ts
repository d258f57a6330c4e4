import type { ActorError, ActorJournal, PortCalls } from '@kafka-tutorial/actors';
import type { InputRecord, ModelStats } from '@kafka-tutorial/serving';
import type { ModelServingRef } from '../modelServingRef.ts';
import { decodeOutcomeBatch } from '../wire/outcomeBatch.ts';
import { encodeRecordBatch } from '../wire/recordBatch.ts';
import type { ThreadMethods } from './threadMethods.ts';

/** An actor on a thread of this process, as the main thread sees it. */
export class ThreadActor implements ModelServingRef {
  readonly failed: Promise<Error>;
  readonly name: string;
  readonly number: number;
  readonly journal: ActorJournal;
  lastStats: ModelStats | undefined;
  readonly #calls: PortCalls<ThreadMethods>;
  readonly #onStopped: () => void;
  #fail: (error: ActorError) => void = () => {};
  #failure: ActorError | undefined;

  constructor(parts: {
    readonly name: string;
    readonly number: number;
    readonly journal: ActorJournal;
    readonly calls: PortCalls<ThreadMethods>;
    readonly onStopped: () => void;
  }) {
    this.name = parts.name;
    this.number = parts.number;
    this.journal = parts.journal;
    this.#calls = parts.calls;
    this.#onStopped = parts.onStopped;
    this.failed = new Promise((resolve) => {
      this.#fail = resolve;
    });
  }

  async score(inputs: readonly InputRecord[]) {
    const batch = encodeRecordBatch(inputs);
    const { outcomes, stats } = await this.#orFailure(this.#calls.call('score', this.name, batch));
    this.lastStats = stats;
    return decodeOutcomeBatch(outcomes, inputs);
  }

  async takeModel(input: InputRecord) {
    const record = encodeRecordBatch([input]);
    const { stats, ...answer } = await this.#orFailure(this.#calls.call('model', this.name, record));
    this.lastStats = stats;
    return answer;
  }

  async ask() {
    this.lastStats = await this.#orFailure(this.#calls.call('ask', this.name));
    return this.lastStats;
  }

  save(): Promise<void> {
    return this.#orFailure(this.#calls.call('save', this.name));
  }

  /** Starts the actor on its thread; resolves with what could not be used of its state. */
  async start(): Promise<readonly string[]> {
    const { recovered } = this.journal;
    const started = this.#calls.call('start', this.name, this.number, recovered);
    const { unusable } = await this.#orFailure(started);
    await this.ask();
    return unusable;
  }

  async stop(): Promise<void> {
    await this.#calls.call('stop', this.name);
    this.#onStopped();
  }

  /** Tells that the actor is gone. */
  fail(error: ActorError): void {
    this.#failure = error;
    this.#fail(error);
  }

  /** A call that fails because the actor did says why the actor failed. */
  #orFailure<T>(call: Promise<T>): Promise<T> {
    return call.catch((error: unknown) => {
      throw this.#failure ?? error;
    });
  }
}
