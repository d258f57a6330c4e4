import { randomUUID } from 'node:crypto';
import type { EachMessagePayload, Kafka } from 'kafkajs';

/** A record: where it stands, and its value as text; null when it has none. */
export interface FoundRecord {
  readonly partition: number;
  readonly offset: string;
  readonly value: string | null;
}

/** All records that a topic holds when this is called; those of a partition in their order. */
export async function readTopic(kafka: Kafka, topic: string): Promise<FoundRecord[]> {
  const found: FoundRecord[] = [];
  const ends = await endsOf(kafka, topic);
  if (ends.size === 0) return found;
  // Kafka remembers how far each group has read; one with a new name has read nothing.
  const consumer = kafka.consumer({ groupId: `first-consumer-${randomUUID()}` });
  await consumer.connect();
  try {
    await consumer.subscribe({ topic, fromBeginning: true });
    await new Promise<void>((resolve, reject) => {
      const eachMessage = async ({ partition, message }: EachMessagePayload) => {
        const end = ends.get(partition);
        found.push({ partition, offset: message.offset, value: message.value?.toString() ?? null });
        if (end !== undefined && BigInt(message.offset) + 1n >= end) ends.delete(partition);
        if (ends.size === 0) resolve();
      };
      consumer.run({ eachMessage }).catch(reject);
    });
  } finally {
    await consumer.disconnect();
  }
  return found;
}

/** Where each partition that holds records ends now: the offset that its next record gets. */
async function endsOf(kafka: Kafka, topic: string): Promise<Map<number, bigint>> {
  const admin = kafka.admin();
  await admin.connect();
  try {
    const offsets = await admin.fetchTopicOffsets(topic);
    const filled = offsets.filter(({ low, high }) => low !== high);
    return new Map(filled.map(({ partition, high }) => [partition, BigInt(high)]));
  } finally {
    await admin.disconnect();
  }
}
