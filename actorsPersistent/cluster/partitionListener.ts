import { setTimeout as sleep } from 'node:timers/promises';
import { type InputRecord, partitions as partitionCount, topics } from '@kafka-tutorial/serving';
import type { Consumer, EachBatchPayload } from 'kafkajs';

/** What a listener needs. */
export interface PartitionListenerOptions {
  /** Of the server's group; the listener connects, subscribes and runs it. */
  readonly consumer: Consumer;
  /** Takes what was read of a partition; resolves when there is room for more. */
  readonly take: (inputs: readonly InputRecord[]) => Promise<void>;
  /** The models topic was read up to here. */
  readonly onModelsRead: (partition: number, nextOffset: bigint) => void;
  /** The group can no longer be taken part in. */
  readonly onFailure: (error: Error) => void;
}

// Where there is room again this soon, waiting is cheaper than pausing: what a pause has fetched is fetched again.
const patienceMs = 50;

/**
 * Reads data and models for the actors. When an actor's mailbox is full, only the partition that was being read is
 * paused: the others go on, and what is not read stays with Kafka.
 */
export class PartitionListener {
  readonly #options: PartitionListenerOptions;
  // What was handed on: after the group has shared its work anew, Kafka sends again what is not committed yet.
  readonly #next = new Map<string, bigint>();

  constructor(options: PartitionListenerOptions) {
    this.#options = options;
  }

  /** Joins the group and begins to read. Throws what kafkajs throws. */
  async start(): Promise<void> {
    const { consumer, onFailure } = this.#options;
    consumer.on('consumer.crash', ({ payload }) => {
      if (!payload.restart) onFailure(payload.error);
    });
    consumer.on('consumer.end_batch_process', ({ payload: { topic, partition, batchSize, lastOffset } }) => {
      // Only markers and aborted records: such a batch never comes to #take.
      if (batchSize === 0) this.#hasReadTo(topic, partition, BigInt(lastOffset) + 1n);
    });
    await consumer.connect();
    await consumer.subscribe({ topics: [topics.data, topics.models], fromBeginning: true });
    await consumer.run({
      autoCommit: false,
      partitionsConsumedConcurrently: 2 * partitionCount,
      eachBatch: (payload) => this.#take(payload),
    });
  }

  /** These partitions are read here from now on. */
  assigned(partitions: readonly number[]): void {
    for (const key of this.#next.keys()) {
      if (!partitions.includes(Number(key.slice(key.lastIndexOf('-') + 1)))) this.#next.delete(key);
    }
    const paused = this.#options.consumer.paused();
    if (paused.length > 0) this.#options.consumer.resume(paused);
  }

  /** Whether a partition has been read up to this offset. */
  hasRead(topic: string, partition: number, end: bigint): boolean {
    return (this.#next.get(`${topic}-${partition}`) ?? 0n) >= end;
  }

  /** Reads a partition from the beginning. */
  readAgain(topic: string, partition: number): void {
    this.#next.delete(`${topic}-${partition}`);
    this.#options.consumer.seek({ topic, partition, offset: '0' });
  }

  async #take({ batch, resolveOffset }: EachBatchPayload): Promise<void> {
    const { consumer, take } = this.#options;
    const { topic, partition } = batch;
    const from = this.#next.get(`${topic}-${partition}`) ?? 0n;
    const inputs = batch.messages
      .filter(({ offset }) => BigInt(offset) >= from)
      .map((message): InputRecord => ({ topic, partition, message }));
    resolveOffset(batch.lastOffset());
    const room = inputs.length === 0 ? Promise.resolve() : take(inputs);
    this.#hasReadTo(topic, partition, BigInt(batch.lastOffset()) + 1n);
    const soon = await Promise.race([room.then(() => true), sleep(patienceMs, false, { ref: false })]);
    if (soon) return;
    consumer.pause([{ topic, partitions: [partition] }]);
    void room.then(() => consumer.resume([{ topic, partitions: [partition] }]));
  }

  #hasReadTo(topic: string, partition: number, next: bigint): void {
    if (!this.hasRead(topic, partition, next)) this.#next.set(`${topic}-${partition}`, next);
    if (topic === topics.models) this.#options.onModelsRead(partition, next);
  }
}
