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
  // Exercise: a producer with transactions. kafkajs fences others with the first transaction: begin one here, and abort it.
  const producer = kafka.producer({ idempotent: true, maxInFlightRequests: 1 });
  await producer.connect();
  return producer;
}

/** Handles a batch of a consumer that does not commit: its results and its offset become visible together, or not at all. */
export async function scoreBatch(payload: EachBatchPayload, options: ScoringOptions): Promise<void> {
  const { batch, commitOffsetsIfNecessary } = payload;
  const { producer, groupId, output, score } = options;
  const { topic, partition, messages } = batch;
  const next = String(BigInt(batch.lastOffset()) + 1n);
  // Exercise: between these two the process may end. Do both in one transaction, and abort it when something fails.
  await producer.send({ topic: output, messages: messages.map(score) });
  await commitOffsetsIfNecessary({ topics: [{ topic, partitions: [{ partition, offset: next }] }] });
}
