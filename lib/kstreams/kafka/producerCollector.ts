import type { Message, Producer, RecordMetadata, TopicMessages } from 'kafkajs';
import { KStreamsError } from '../errors.ts';
import type { RecordCollector } from '../runtime/recordCollector.ts';
import type { ProducedRecord } from '../runtime/records.ts';
import { toKafkaHeaders } from './headers.ts';
import type { PartitionCounts } from './partitionCounts.ts';
import { partitionName, type TopicPartition } from './taskPlan.ts';

/** Below what a broker takes for one partition at once (`max.message.bytes`, 1 MiB by default). */
const maxRequestBytes = 512 * 1024;
/** Estimate of what a record needs beyond its key and value. */
const overheadBytes = 32;
/** When more than this waits, whoever produces should wait too. */
const maxWaitingBytes = 16 * 1024 * 1024;

/**
 * Sends what the tasks of a thread produce: what comes in one turn of the event loop goes out together, one request
 * after the other, so that records of a partition keep their order.
 */
export class ProducerCollector implements RecordCollector {
  readonly #producer: Producer;
  readonly #counts: PartitionCounts;
  readonly #mayWrite: () => boolean;
  /** By name of partition, for records that say theirs: changes of stores. */
  readonly #lastOffsets = new Map<string, number>();
  #waiting: ProducedRecord[] = [];
  #waitingBytes = 0;
  #sending: Promise<void> | undefined;
  #failure: KStreamsError | undefined;

  /**
   * @param producer idempotent, so that what is repeated after an error is written once
   * @param mayWrite whether the tasks are still this thread's: others must not find its writes after theirs
   */
  constructor(producer: Producer, counts: PartitionCounts, mayWrite: () => boolean = () => true) {
    this.#producer = producer;
    this.#counts = counts;
    this.#mayWrite = mayWrite;
  }

  send(record: ProducedRecord): void {
    if (this.#failure !== undefined) throw this.#failure;
    this.#waiting.push(record);
    this.#waitingBytes += sizeOf(record);
    this.#sending ??= this.#sendAll();
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

  /** Of the last record that was acknowledged for the partition that it named; undefined: none was. */
  lastOffset(partition: TopicPartition): number | undefined {
    return this.#lastOffsets.get(partitionName(partition));
  }

  /** Whether so much waits that nothing should be processed before it is sent. */
  get full(): boolean {
    return this.#waitingBytes > maxWaitingBytes;
  }

  /** @throws KStreamsError PRODUCTION_FAILED, TASK_MIGRATED when something could not be written, now or earlier */
  flush(): void | Promise<void> {
    if (this.#failure !== undefined) throw this.#failure;
    return this.#sending?.then(() => this.flush());
  }

  /** Never rejects: the failure is thrown by whoever asks next. */
  async #sendAll(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
    try {
      while (this.#waiting.length > 0) {
        if (!this.#mayWrite()) throw taskMigrated();
        const topicMessages = this.#nextRequest();
        const answers = await this.#producer.sendBatch({ acks: -1, topicMessages });
        this.#acknowledge(topicMessages, answers);
      }
    } catch (error) {
      this.#failure = error instanceof KStreamsError ? error : productionFailed(error);
    }
    this.#waiting = [];
    this.#waitingBytes = 0;
    this.#sending = undefined;
  }

  #acknowledge(sent: readonly TopicMessages[], answers: readonly RecordMetadata[]): void {
    for (const { topicName: topic, partition, baseOffset } of answers) {
      const messages = sent.find((other) => other.topic === topic)?.messages ?? [];
      const count = messages.filter((message) => message.partition === partition).length;
      // −1 for what was written before, when only its answer was lost.
      if (count > 0 && Number(baseOffset) >= 0) {
        this.#lastOffsets.set(partitionName({ topic, partition }), Number(baseOffset) + count - 1);
      }
    }
  }

  #nextRequest(): TopicMessages[] {
    const byTopic = new Map<string, Message[]>();
    let bytes = 0;
    let taken = 0;
    for (const record of this.#waiting) {
      const size = sizeOf(record);
      if (taken > 0 && bytes + size > maxRequestBytes) break;
      bytes += size;
      taken++;
      const messages = byTopic.get(record.topic);
      if (messages === undefined) byTopic.set(record.topic, [toMessage(record)]);
      else messages.push(toMessage(record));
    }
    this.#waitingBytes -= bytes;
    this.#waiting = this.#waiting.slice(taken);
    return [...byTopic].map(([topic, messages]) => ({ topic, messages }));
  }
}

function productionFailed(cause: unknown): KStreamsError {
  const why = cause instanceof Error ? cause.message : String(cause);
  return new KStreamsError('PRODUCTION_FAILED', `Records cannot be written: ${why}`, { cause });
}

export function taskMigrated(): KStreamsError {
  return new KStreamsError(
    'TASK_MIGRATED',
    'Nothing was heard from the group for a session, or could be written before it changed: others may have the tasks.',
    { hint: 'Keep the event loop free, or raise sessionTimeoutMs.' },
  );
}

function toMessage({ partition, key, value, timestamp, headers }: ProducedRecord): Message {
  const message: Message = {
    key,
    value,
    // A numeric 0 would become the time of sending.
    timestamp: String(timestamp),
  };
  if (partition !== undefined) message.partition = partition;
  const kafkaHeaders = toKafkaHeaders(headers);
  if (kafkaHeaders !== undefined) message.headers = kafkaHeaders;
  return message;
}

function sizeOf({ key, value, headers }: ProducedRecord): number {
  let size = overheadBytes + (key?.length ?? 0) + (value?.length ?? 0);
  for (const header of headers) size += header.name.length + (header.value?.length ?? 0);
  return size;
}
