import { KStreamsError } from '../errors.ts';
import type { OnRefused, RecordCollector } from '../runtime/recordCollector.ts';
import type { ProducedRecord } from '../runtime/records.ts';
import type { PartitionCounts } from './partitionCounts.ts';
import type { IdempotentProducer } from './producer/idempotentProducer.ts';
import type { TopicPartition } from './taskPlan.ts';

/** When more than this waits, whoever produces should wait too. */
const maxWaitingBytes = 16 * 1024 * 1024;

/** Hands what the tasks of a thread produce to its producer. */
export class ProducerCollector implements RecordCollector {
  readonly #producer: IdempotentProducer;
  readonly #counts: PartitionCounts;

  /** @param mayWrite whether the tasks are still this thread's: others must not find its writes after theirs */
  constructor(producer: IdempotentProducer, counts: PartitionCounts, mayWrite: () => boolean = () => true) {
    this.#producer = producer;
    this.#counts = counts;
    producer.guard = () => (mayWrite() ? undefined : taskMigrated());
  }

  /** @throws KStreamsError PRODUCTION_FAILED, TASK_MIGRATED when an earlier record could not be written */
  send(record: ProducedRecord, onRefused?: OnRefused): void {
    this.#producer.send(record, onRefused);
  }

  partitionCount(topic: string): number {
    const count = this.#counts.get(topic);
    if (count !== undefined) return count;
    throw new KStreamsError(
      'SOURCE_TOPIC_MISSING',
      `A partitioner is asked for ${topic}, which is not there.`,
      {
        hint: 'Create the topic before the application starts.',
      },
    );
  }

  /** Of the last record that was acknowledged for the partition; undefined: none was, or where it stands is not known. */
  lastOffset(partition: TopicPartition): number | undefined {
    return this.#producer.lastOffset(partition);
  }

  /** Whether so much waits that nothing should be processed before it is sent. */
  get full(): boolean {
    return this.#producer.waitingBytes > maxWaitingBytes;
  }

  /** @throws KStreamsError PRODUCTION_FAILED, TASK_MIGRATED when something could not be written, now or earlier */
  flush(): void | Promise<void> {
    return this.#producer.flush();
  }
}

export function taskMigrated(): KStreamsError {
  return new KStreamsError(
    'TASK_MIGRATED',
    'Nothing was heard from the group for a session, or could be written before it changed: others may have the tasks.',
    { hint: 'Keep the event loop free, or raise sessionTimeoutMs.' },
  );
}
