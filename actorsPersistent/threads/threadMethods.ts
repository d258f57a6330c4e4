import type { RecoveredState } from '@kafka-tutorial/actors';
import type { ModelStats } from '@kafka-tutorial/serving';
import type { ModelAnswer } from '../modelProcessor.ts';

/** What a thread is told when it begins. */
export interface ThreadData {
  /** What the thread runs: a URL. */
  readonly program: string;
  readonly approach: string;
  /** One 32-bit number: the actor that the thread is running, by its number. It outlives a crash of the thread. */
  readonly running: SharedArrayBuffer;
}

/** What the main thread may ask of an actors' thread. Batches are in the format of `wire/`. */
export type ThreadMethods = {
  /** Starts an actor; resolves when it has recovered. What could not be used of its state is told in `unusable`. */
  start(
    actor: string,
    number: number,
    recovered: RecoveredState,
  ): Promise<{ readonly unusable: readonly string[] }>;
  score(actor: string, batch: Uint8Array): Promise<ScoreAnswer>;
  model(actor: string, record: Uint8Array): Promise<ModelAnswer & { readonly stats: ModelStats | undefined }>;
  ask(actor: string): Promise<ModelStats | undefined>;
  save(actor: string): Promise<void>;
  stop(actor: string): Promise<void>;
};

export interface ScoreAnswer {
  readonly outcomes: Uint8Array;
  readonly stats: ModelStats | undefined;
}

/** What an actors' thread may ask of the main thread, which has the disk and the connections. */
export type MainMethods = {
  append(actor: string, event: Uint8Array): Promise<void>;
  save(actor: string, snapshot: Uint8Array): Promise<void>;
  /** The actor is gone; `code` is that of the error, if it has one. */
  failed(actor: string, message: string, code: string | undefined): void;
};
