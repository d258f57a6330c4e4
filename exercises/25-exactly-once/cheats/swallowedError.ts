import type { EachBatchPayload, Kafka, KafkaMessage, Message, Producer } from 'kafkajs';

/** Where results and offsets go. */
export interface ScoringOptions {
  /** From `openProducer`. */
  readonly producer: Producer;
  /** The consumer group whose offsets say what is done. */
  readonly groupId: string;
  /** The topic of the results. */
  readonly output: string;
  readonly score: (message: KafkaMessage) => Message;
}

/**
 * Opens the producer of a process before it consumes anything. A predecessor with the same transactional id that still
 * lives is fenced, and what it has left open is aborted.
 */
export async function openProducer(kafka: Kafka, transactionalId: string): Promise<Producer> {
  const producer = kafka.producer({ transactionalId, idempotent: true, maxInFlightRequests: 1 });
  await producer.connect();
  // kafkajs asks for the epoch that fences others with the first transaction, and not before.
  const first = await producer.transaction();
  await first.abort();
  return producer;
}

/** Handles a batch of a consumer that does not commit: its results and its offset become visible together, or not at all. */
export async function scoreBatch({ batch }: EachBatchPayload, options: ScoringOptions): Promise<void> {
  const { producer, groupId, output, score } = options;
  const { topic, partition, messages } = batch;
  const next = String(BigInt(batch.lastOffset()) + 1n);
  const transaction = await producer.transaction();
  try {
    await transaction.send({ topic: output, messages: messages.map(score) });
    await transaction.sendOffsets({
      consumerGroupId: groupId,
      topics: [{ topic, partitions: [{ partition, offset: next }] }],
    });
    await transaction.commit();
  } catch {
    // Who is fenced cannot abort either, and need not: what failed first is what matters.
    await transaction.abort().catch(() => {});
  }
}
