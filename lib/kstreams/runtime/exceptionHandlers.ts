import type { Headers } from '../processor/headers.ts';
import type { Record } from '../processor/record.ts';
import type { TaskId } from '../processor/taskId.ts';
import type { ProducedRecord, RawRecord } from './records.ts';

/** Where an error happened. */
export interface ErrorHandlerContext {
  /** Null when a punctuator failed: there is no record then. */
  readonly topic: string | null;
  readonly partition: number;
  readonly offset: number;
  readonly timestamp: number;
  readonly headers: Headers;
  /** The node that failed; null when a store's change could not be written to its changelog. */
  readonly processorNodeId: string | null;
  readonly taskId: TaskId;
  /** Key and value as they were read from `topic`. */
  readonly sourceRawKey: Buffer | null;
  readonly sourceRawValue: Buffer | null;
}

/** What becomes of the task, and what is written elsewhere about the record; the task logs both. */
export interface HandlerResponse {
  /** CONTINUE drops the record, and counts it in dropped-records; FAIL stops the task. */
  readonly action: 'CONTINUE' | 'FAIL';
  readonly deadLetters?: readonly ProducedRecord[];
}

/** Decides about a record whose key or value cannot be read. */
export interface DeserializationExceptionHandler {
  handle(context: ErrorHandlerContext, record: RawRecord, error: unknown): HandlerResponse;
}

/** Decides about a record whose processing threw, in any processor. `record` is null when a punctuator did. */
export interface ProcessingExceptionHandler {
  handle(
    context: ErrorHandlerContext,
    record: Record<unknown, unknown> | null,
    error: unknown,
  ): HandlerResponse;
}

/** What a sink was about to write. */
export interface UnserializedRecord {
  readonly topic: string;
  readonly key: unknown;
  readonly value: unknown;
  readonly timestamp: number;
  readonly headers: Headers;
}

/** Decides about a record that cannot be written. */
export interface ProductionExceptionHandler {
  /**
   * About a record that the cluster does not take, of a sink or of a changelog, after other records were processed. The
   * error is a KStreamsError: RECORD_TOO_LARGE, RECORD_REFUSED, or RECORD_NOT_ACKNOWLEDGED, which may have been written.
   */
  handle(context: ErrorHandlerContext, record: ProducedRecord, error: unknown): HandlerResponse;
  handleSerializationError(
    context: ErrorHandlerContext,
    record: UnserializedRecord,
    error: unknown,
  ): HandlerResponse;
}
