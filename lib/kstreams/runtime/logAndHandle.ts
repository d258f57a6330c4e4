import { KStreamsError } from '../errors.ts';
import { Headers } from '../processor/headers.ts';
import type { ErrorHandlerContext, HandlerResponse } from './exceptionHandlers.ts';
import type { ProducedRecord } from './records.ts';

/** A handler that answers alike for records that cannot be read, processed or written. */
export interface ExceptionHandler {
  handle(context: ErrorHandlerContext, record: unknown, error: unknown): HandlerResponse;
  handleSerializationError(context: ErrorHandlerContext, record: unknown, error: unknown): HandlerResponse;
}

export interface DeadLetterOptions {
  /** Writes the source record of each error to this topic, with headers that say what was wrong with it. */
  readonly deadLetterTopic?: string;
}

/** Stops the task at the first error; the default. */
export function logAndFail(options: DeadLetterOptions = {}): ExceptionHandler {
  return handler('FAIL', options);
}

/** Drops the record and goes on with the next; stops all the same where a record is only not acknowledged in time. */
export function logAndContinue(options: DeadLetterOptions = {}): ExceptionHandler {
  return handler('CONTINUE', options);
}

function handler(
  action: HandlerResponse['action'],
  { deadLetterTopic }: DeadLetterOptions,
): ExceptionHandler {
  function respond(context: ErrorHandlerContext, _record: unknown, error: unknown): HandlerResponse {
    // It may be written later, or by whoever gets the task then. Java's handler answers RETRY.
    if (isNotAcknowledged(error)) return { action: 'FAIL' };
    const hasSource = context.topic !== null;
    if (deadLetterTopic === undefined || !hasSource) return { action };
    return { action, deadLetters: [deadLetter(deadLetterTopic, context, error)] };
  }
  return { handle: respond, handleSerializationError: respond };
}

function isNotAcknowledged(error: unknown): boolean {
  return error instanceof KStreamsError && error.code === 'RECORD_NOT_ACKNOWLEDGED';
}

/** The source record as it was read; its headers and those that Java writes (KIP-1034) about the error. */
function deadLetter(topic: string, context: ErrorHandlerContext, error: unknown): ProducedRecord {
  const { name, message, stack } = error instanceof Error ? error : new Error(String(error));
  const headers = Headers.of([
    ...context.headers,
    ...Object.entries({
      exception: name,
      message,
      stacktrace: stack ?? '',
      topic: context.topic ?? '',
      partition: String(context.partition),
      offset: String(context.offset),
    }).map(([field, text]) => ({ name: `__streams.errors.${field}`, value: Buffer.from(text) })),
  ]);
  return {
    topic,
    partition: undefined,
    key: context.sourceRawKey,
    value: context.sourceRawValue,
    timestamp: context.timestamp,
    headers,
  };
}
