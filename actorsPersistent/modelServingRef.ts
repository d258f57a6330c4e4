import type { DataOutcome, InputRecord, ModelStats } from '@kafka-tutorial/serving';
import type { ModelAnswer } from './modelProcessor.ts';

/** A model-serving actor, wherever it lives: on a thread of this process or on another node. */
export interface ModelServingRef {
  /** Throws ActorError when the actor fails or is not there; nothing is known of the records then. */
  score(inputs: readonly InputRecord[]): Promise<readonly DataOutcome[]>;
  takeModel(input: InputRecord): Promise<ModelAnswer>;
  ask(): Promise<ModelStats | undefined>;
  /** The statistics as far as they are known here, without asking. */
  readonly lastStats: ModelStats | undefined;
  /** Keeps the statistics. */
  save(): Promise<void>;
  /** Lets the actor end what it is doing, and ends it. */
  stop(): Promise<void>;
  /** Resolves when the actor has failed by itself, with why. */
  readonly failed: Promise<Error>;
}
