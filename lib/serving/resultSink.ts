import { Writable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { describeError, type Logger } from '@kafka-tutorial/util';
import type { Message, Producer, TopicMessages } from 'kafkajs';
import { topics } from './configuration.ts';
import type { GroupProgress } from './groupProgress.ts';
import { inRequests } from './inRequests.ts';
import { deadLetterMessage, resultMessage } from './messages.ts';
import type { Outcome } from './outcome.ts';

/** What a ResultSink needs. */
export interface ResultSinkOptions {
  /** Connected by whoever made it; idempotent, so that what is sent again is written once. */
  readonly producer: Pick<Producer, 'sendBatch'>;
  readonly progress: Pick<GroupProgress, 'isOurs' | 'mark'>;
  readonly approach: string;
  readonly logger: Logger;
  /** Before it tries again, milliseconds. */
  readonly pauseMs?: number;
  /** Called with outcomes whose results are on the topics. */
  readonly onPublished?: (outcomes: readonly Outcome[]) => void;
}

/**
 * The end of the stream: publishes results and dead letters, in few requests whatever has gathered, and only then
 * marks the records as done. While Kafka is away it waits, and the stream behind it; what Kafka refuses fails the
 * stream, and nothing is marked.
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
    const { progress, approach, onPublished } = this.#options;
    const results: Message[] = [];
    const shadows: Message[] = [];
    const deadLetters: Message[] = [];
    for (const outcome of outcomes) {
      if (outcome.kind === 'scored') {
        results.push(resultMessage(outcome, approach));
        if (outcome.shadow) shadows.push(resultMessage(outcome.shadow, approach));
      } else if (outcome.kind === 'deadLettered')
        deadLetters.push(deadLetterMessage(outcome.input, outcome.reason));
      else if (outcome.kind === 'modelRejected' && (await progress.isOurs(outcome.input))) {
        deadLetters.push(deadLetterMessage(outcome.input, outcome.reason));
      }
    }
    const topicMessages = [
      { topic: topics.results, messages: results },
      { topic: topics.shadow, messages: shadows },
      { topic: topics.deadLetters, messages: deadLetters },
    ];
    for (const request of inRequests(topicMessages)) await this.#send(request);
    progress.mark(outcomes.map(({ input }) => input));
    onPublished?.(outcomes);
  }

  /** Sends until it is acknowledged: kafkajs gives up when Kafka is away for more than some seconds. */
  async #send(topicMessages: TopicMessages[]): Promise<void> {
    const { producer, logger, pauseMs = 1_000 } = this.#options;
    for (;;) {
      try {
        await producer.sendBatch({ acks: -1, topicMessages });
        return;
      } catch (error) {
        if (this.destroyed || !mayPass(error)) {
          logger.error(`results could not be published: ${describeError(error)}`);
          throw error;
        }
        logger.warn(`results wait for Kafka: ${describeError(error)}`);
        await sleep(pauseMs);
      }
    }
  }
}

/** kafkajs wraps what happened into errors about its retries; the innermost one knows whether trying again may help. */
export function mayPass(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (error.cause instanceof Error) return mayPass(error.cause);
  return 'retriable' in error && error.retriable === true;
}
