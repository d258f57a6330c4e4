import type { Score } from '@kafka-tutorial/model';
import type { DataType } from './dataTypes.ts';
import type { InputRecord } from './inputRecord.ts';
import type { ModelLabel } from './lifecycle/modelCommand.ts';
import type { LoadedModel } from './loadModel.ts';

/** Why something went to dead letters. */
export interface Reason {
  readonly code: string;
  readonly message: string;
}

/** What an outcome tells of the model in service, which may live on another thread or machine. */
export interface ServingModel {
  readonly loaded: Pick<LoadedModel, 'dataType' | 'name' | 'modelType'>;
  readonly version: number;
}

/** A record was scored. */
export interface Scored {
  readonly kind: 'scored';
  readonly input: InputRecord;
  readonly dataType: DataType;
  readonly score: Score;
  readonly served: ServingModel;
  /** The record's share of the time its micro-batch took. */
  readonly micros: number;
  /** What a candidate says of the same record, for comparison only. */
  readonly shadow?: Scored | undefined;
  /** The `ScoredRecord`, when whoever scored the record has encoded it as well. */
  readonly encoded?: Uint8Array;
}

/** There was no model for the record yet. */
export interface Skipped {
  readonly kind: 'skipped';
  readonly input: InputRecord;
  readonly dataType: DataType;
}

/** The record could not be scored. */
export interface DeadLettered {
  readonly kind: 'deadLettered';
  readonly input: InputRecord;
  readonly reason: Reason;
}

/** A model serves from now on. */
export interface ModelAccepted {
  readonly kind: 'modelAccepted';
  readonly input: InputRecord;
  readonly served: ServingModel;
  /** What for, if not to serve all records alone. */
  readonly label?: Exclude<ModelLabel, 'stable'>;
}

/** A model was refused; the one before it goes on. */
export interface ModelRejected {
  readonly kind: 'modelRejected';
  readonly input: InputRecord;
  /** As far as they could be read. */
  readonly name: string;
  readonly dataType: string;
  readonly modelType: string;
  readonly reason: Reason;
}

export type DataOutcome = Scored | Skipped | DeadLettered;
export type ModelOutcome = ModelAccepted | ModelRejected;
/** What a server made of one input record. */
export type Outcome = DataOutcome | ModelOutcome;

/** The reason that an error gives. Errors without a code of their own are the server's: SCORING_FAILED. */
export function reasonOf(error: unknown): Reason {
  const message = error instanceof Error ? error.message : String(error);
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'SCORING_FAILED';
  return { code, message };
}
