import { topics } from '@kafka-tutorial/serving';
import type { Producer } from 'kafkajs';
import type { Clock } from './clock.ts';
import { Pace } from './pace.ts';
import type { RecordCycle, RecordMessage } from './recordCycle.ts';

export interface DataPublisherOptions {
  /** Connected by whoever made it. */
  readonly producer: Pick<Producer, 'send'>;
  readonly records: RecordCycle;
  /** Records a second; Infinity for as many as possible. */
  readonly rate: number;
  /** How many records in all; Infinity for no end. */
  readonly count: number;
  readonly clock: Clock;
  /** Called with records that Kafka has acknowledged. */
  readonly onPublished?: (records: readonly RecordMessage[]) => void;
}

/**
 * How many records a request carries at most. kafkajs makes a request of every `send` and slows down with the
 * square of the records for a partition; two data types go to two partitions.
 */
const recordsPerRequest = 2_000;

/**
 * Publishes records at a rate, a request after the other, until the count is reached or the signal is aborted.
 *
 * @returns when everything that was sent is acknowledged
 * @throws errors of kafkajs when it has given up
 */
export async function publishRecords(options: DataPublisherOptions, signal: AbortSignal): Promise<void> {
  const { producer, records, rate, count, clock, onPublished } = options;
  const pace = new Pace(rate, clock.now());
  let published = 0;
  while (published < count && !signal.aborted) {
    const size = Math.min(pace.due(clock.now()), count - published, recordsPerRequest);
    if (size === 0) {
      await clock.sleep(pace.waitMs(), signal);
      continue;
    }
    const messages = records.take(size);
    await producer.send({ topic: topics.data, acks: -1, messages });
    pace.take(size);
    published += size;
    onPublished?.(messages);
  }
}
