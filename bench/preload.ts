import { randomBytes } from 'node:crypto';
import type { Kafka } from 'kafkajs';

/** What a topic is filled with. */
export interface Preload {
  readonly topic: string;
  readonly records: number;
  readonly keys: number;
  readonly valueBytes: number;
}

const atOnce = 1000;
/** A prime, so that neighbours in the topic are far from each other in the order of the keys. */
const stride = 7_919;

/** Fills partition 0; the keys follow each other in an order that looks random and is the same each time. */
export async function preload(kafka: Kafka, { topic, records, keys, valueBytes }: Preload): Promise<void> {
  const producer = kafka.producer();
  await producer.connect();
  try {
    for (let from = 0; from < records; from += atOnce) {
      const count = Math.min(atOnce, records - from);
      const bytes = randomBytes(count * valueBytes);
      const messages = Array.from({ length: count }, (_, i) => ({
        partition: 0,
        key: `key-${((from + i) * stride) % keys}`,
        value: bytes.subarray(i * valueBytes, (i + 1) * valueBytes),
      }));
      await producer.send({ topic, messages });
    }
  } finally {
    await producer.disconnect();
  }
}
