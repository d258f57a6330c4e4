import { Readable } from 'node:stream';
import type { Consumer, EachBatchPayload } from 'kafkajs';
import type { InputRecord } from './inputRecord.ts';

const heartbeatEveryMs = 1000;

/** What a RecordSource needs. */
export interface RecordSourceOptions {
  /** Of the server's group; the source connects, subscribes and disconnects it. */
  readonly consumer: Consumer;
  readonly topic: string;
  /** Records kept ready for the reader; when there are more, the consumer is paused. */
  readonly highWaterMark?: number;
  /** Called with the partitions of the topic that are this member's now. */
  readonly onAssigned?: (partitions: readonly number[]) => void;
}

/**
 * The records of a topic as a stream with back-pressure: while nobody reads, the consumer is paused, and the records
 * stay with Kafka. It does not commit: whoever finishes the records does.
 */
export class RecordSource extends Readable {
  declare readonly emits?: InputRecord;
  readonly #options: RecordSourceOptions;
  // What was handed on, by partition: after a rebalance Kafka sends again what is not committed yet.
  readonly #next = new Map<number, bigint>();
  #wanted: (() => void) | undefined;
  #stopping = false;

  constructor(options: RecordSourceOptions) {
    super({ objectMode: true, highWaterMark: options.highWaterMark ?? 1024 });
    this.#options = options;
  }

  /** Joins the group and begins to take records. Throws what kafkajs throws. */
  async start(): Promise<void> {
    const { consumer, topic, onAssigned } = this.#options;
    consumer.on('consumer.group_join', ({ payload }) => {
      const partitions = payload.memberAssignment[topic] ?? [];
      for (const partition of this.#next.keys()) {
        if (!partitions.includes(partition)) this.#next.delete(partition);
      }
      onAssigned?.(partitions);
    });
    consumer.on('consumer.crash', ({ payload }) => {
      if (!payload.restart) this.destroy(payload.error);
    });
    await consumer.connect();
    await consumer.subscribe({ topics: [topic], fromBeginning: true });
    await consumer.run({ autoCommit: false, eachBatch: (payload) => this.#take(payload) });
  }

  /** Takes no more records and ends the stream after those it holds. */
  stop(): void {
    if (this.#stopping) return;
    this.#stopping = true;
    this.#wanted?.();
    this.push(null);
  }

  override _read(): void {
    this.#wanted?.();
  }

  override _destroy(error: Error | null, callback: (error?: Error | null) => void): void {
    this.#stopping = true;
    this.#wanted?.();
    callback(error);
  }

  async #take({ batch, heartbeat }: EachBatchPayload): Promise<void> {
    const { topic, partition } = batch;
    const from = this.#next.get(partition) ?? 0n;
    const messages =
      BigInt(batch.firstOffset() ?? from) < from
        ? batch.messages.filter(({ offset }) => BigInt(offset) >= from)
        : batch.messages;
    let last: string | undefined;
    try {
      for (const message of messages) {
        if (this.#stopping) return;
        last = message.offset;
        if (!this.push({ topic, partition, message } satisfies InputRecord))
          await this.#untilWanted(heartbeat);
      }
    } finally {
      if (last !== undefined) this.#next.set(partition, BigInt(last) + 1n);
    }
  }

  // Returning from the batch instead would let kafkajs fetch on; holding it, with heartbeats, keeps both memory
  // and group membership.
  async #untilWanted(heartbeat: () => Promise<void>): Promise<void> {
    const { consumer, topic } = this.#options;
    consumer.pause([{ topic }]);
    let beating: NodeJS.Timeout | undefined;
    try {
      await new Promise<void>((resolve, reject) => {
        this.#wanted = resolve;
        beating = setInterval(() => heartbeat().catch(reject), heartbeatEveryMs);
      });
    } finally {
      clearInterval(beating);
      this.#wanted = undefined;
      consumer.resume([{ topic }]);
    }
  }
}
