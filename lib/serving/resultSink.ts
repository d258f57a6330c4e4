import { Writable } from 'node:stream';
import { describeError, type Logger } from '@kafka-tutorial/util';
import type { Message, Producer } from 'kafkajs';
import { topics } from './configuration.ts';
import type { GroupProgress } from './groupProgress.ts';
import { deadLetterMessage, resultMessage } from './messages.ts';
import type { Outcome } from './outcome.ts';

/** What a ResultSink needs. */
export interface ResultSinkOptions {
  /** Connected by whoever made it. */
  readonly producer: Pick<Producer, 'sendBatch'>;
  readonly progress: Pick<GroupProgress, 'isOurs' | 'mark'>;
  readonly approach: string;
  readonly logger: Logger;
  /** Called with outcomes whose results are on the topics. */
  readonly onPublished?: (outcomes: readonly Outcome[]) => void;
}

/**
 * The end of the stream: publishes results and dead letters, a request for whatever has gathered, and only then
 * marks the records as done. kafkajs retries; when it gives up the stream fails and nothing is marked.
 */
export class ResultSink extends Writable {
  declare readonly accepts?: (outcome: Outcome) => void;
  readonly #options: ResultSinkOptions;

  constructor(options: ResultSinkOptions) {
    super({ objectMode: true, highWaterMark: 512 });
    this.#options = options;
  }

  override _writev(chunks: { chunk: Outcome }[], callback: (error?: Error | null) => void): void {
    this.#publish(chunks.map(({ chunk }) => chunk)).then(() => callback(), callback);
  }

  async #publish(outcomes: readonly Outcome[]): Promise<void> {
    const { producer, progress, approach, logger, onPublished } = this.#options;
    const results: Message[] = [];
    const deadLetters: Message[] = [];
    for (const outcome of outcomes) {
      if (outcome.kind === 'scored') results.push(resultMessage(outcome, approach));
      else if (outcome.kind === 'deadLettered')
        deadLetters.push(deadLetterMessage(outcome.input, outcome.reason));
      else if (outcome.kind === 'modelRejected' && (await progress.isOurs(outcome.input))) {
        deadLetters.push(deadLetterMessage(outcome.input, outcome.reason));
      }
    }
    const topicMessages = [
      { topic: topics.results, messages: results },
      { topic: topics.deadLetters, messages: deadLetters },
    ].filter(({ messages }) => messages.length > 0);
    try {
      if (topicMessages.length > 0) await producer.sendBatch({ acks: -1, topicMessages });
    } catch (error) {
      logger.error(`results could not be published: ${describeError(error)}`);
      throw error;
    }
    progress.mark(outcomes.map(({ input }) => input));
    onPublished?.(outcomes);
  }
}
