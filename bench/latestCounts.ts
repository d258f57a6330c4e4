import { randomUUID } from 'node:crypto';
import type { EachBatchPayload, Kafka } from 'kafkajs';

/** Reads all of partition 0 of a topic of counts, and adds up the last count of each key. */
export async function latestCounts(kafka: Kafka, topic: string): Promise<number> {
  const admin = kafka.admin();
  const consumer = kafka.consumer({ groupId: `bench-${randomUUID()}` });
  await Promise.all([admin.connect(), consumer.connect()]);
  try {
    const [end] = await admin.fetchTopicOffsets(topic);
    if (end === undefined || end.high === '0') return 0;
    await consumer.subscribe({ topics: [topic], fromBeginning: true });
    const counts = new Map<string, number>();
    await new Promise<void>((resolve, reject) => {
      const eachBatch = async ({ batch }: EachBatchPayload) => {
        for (const { key, value } of batch.messages) {
          counts.set(String(key), Number(value?.readBigInt64BE()));
        }
        if (Number(batch.lastOffset()) + 1 >= Number(end.high)) resolve();
      };
      consumer.run({ autoCommit: false, eachBatch }).catch(reject);
    });
    return [...counts.values()].reduce((sum, count) => sum + count, 0);
  } finally {
    await Promise.all([consumer.disconnect(), admin.disconnect()]);
  }
}
