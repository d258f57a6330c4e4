import { KStreamsError, type KStreamsErrorCode } from '../errors.ts';
import { Headers } from '../processor/headers.ts';
import type { Record } from '../processor/record.ts';
import type { RecordContext } from '../processor/recordContext.ts';
import { taskIdText } from '../processor/taskId.ts';
import type { ErrorHandlerContext, HandlerResponse, UnserializedRecord } from './exceptionHandlers.ts';
import type { OnRefused } from './recordCollector.ts';
import type { RawRecord } from './records.ts';
import type { TaskContext } from './taskContext.ts';

/** Asks the configured handlers what becomes of an error: the record is dropped, or an error ends the task. */
export class TaskErrors {
  readonly #task: TaskContext;

  constructor(task: TaskContext) {
    this.#task = task;
  }

  /** @throws KStreamsError DESERIALIZATION_FAILED unless the handler lets it pass */
  deserialization(raw: RawRecord, node: string, error: unknown): void {
    const handler = this.#task.config.deserializationExceptionHandler;
    const what = `The record at offset ${raw.offset} of ${raw.topic}-${raw.partition} cannot be read`;
    const context = this.#context(node, raw, this.#task.current);
    this.#follow(handler.handle(context, raw, error), 'DESERIALIZATION_FAILED', what, error);
  }

  /**
   * `record` is null when a punctuator failed.
   * @throws KStreamsError PROCESSING_FAILED unless the handler lets it pass
   */
  processing(node: string, record: Record<unknown, unknown> | null, error: unknown): void {
    if (isDecided(error)) throw error;
    const handler = this.#task.config.processingExceptionHandler;
    const what = `${record === null ? 'A punctuator of the' : 'The'} processor ${node} failed`;
    const raw = record === null ? undefined : this.#task.rawRecord;
    const context = this.#context(node, raw, this.#task.current);
    this.#follow(handler.handle(context, record, error), 'PROCESSING_FAILED', what, error);
  }

  /** @throws KStreamsError PRODUCTION_FAILED unless the handler lets it pass */
  serialization(node: string, record: UnserializedRecord, error: unknown): void {
    const handler = this.#task.config.productionExceptionHandler;
    const what = `The sink ${node} cannot serialise a record for ${record.topic}`;
    const context = this.#context(node, this.#task.rawRecord, this.#task.current);
    this.#follow(handler.handleSerializationError(context, record, error), 'PRODUCTION_FAILED', what, error);
  }

  /** Decides about what is sent now, when it is refused later; `node` is null for a change of a store. */
  production(node: string | null): OnRefused {
    const { current, rawRecord } = this.#task;
    return (record, error) => {
      const handler = this.#task.config.productionExceptionHandler;
      const what = `A record for ${record.topic} cannot be written`;
      const context = this.#context(node, rawRecord, current);
      this.#follow(handler.handle(context, record, error), 'PRODUCTION_FAILED', what, error);
    };
  }

  #follow(
    { action, deadLetters }: HandlerResponse,
    code: 'DESERIALIZATION_FAILED' | 'PROCESSING_FAILED' | 'PRODUCTION_FAILED',
    what: string,
    error: unknown,
  ): void {
    for (const letter of deadLetters ?? []) this.#task.collector.send(letter);
    const why = error instanceof Error ? error.message : String(error);
    const message = `Task ${taskIdText(this.#task.taskId())}: ${what}: ${why}`;
    if (action === 'CONTINUE') {
      this.#task.dropped(`${what}: ${why}`);
      return;
    }
    this.#task.config.logger.error(message);
    throw new KStreamsError(code, message, { cause: error, hint: hintOn(error) });
  }

  #context(
    node: string | null,
    raw: RawRecord | undefined,
    current: RecordContext | undefined,
  ): ErrorHandlerContext {
    return {
      topic: raw?.topic ?? null,
      partition: raw?.partition ?? -1,
      offset: raw?.offset ?? -1,
      timestamp: current?.timestamp ?? raw?.timestamp ?? -1,
      headers: current?.headers ?? raw?.headers ?? Headers.none,
      processorNodeId: node,
      taskId: this.#task.taskId(),
      sourceRawKey: raw?.key ?? null,
      sourceRawValue: raw?.value ?? null,
    };
  }
}

function hintOn(error: unknown): string {
  return error instanceof KStreamsError && error.code === 'RECORD_NOT_ACKNOWLEDGED'
    ? 'Look whether the cluster answers and has the topic; what was not committed is processed again.'
    : 'To drop such records and go on, configure logAndContinue() as the exception handler.';
}

const decided: readonly KStreamsErrorCode[] = ['PROCESSING_FAILED', 'PRODUCTION_FAILED', 'TASK_MIGRATED'];

/** A handler has already been asked about it, further down, or it is not the record's fault. */
function isDecided(error: unknown): boolean {
  return error instanceof KStreamsError && decided.includes(error.code);
}
