import type { Kafka, KafkaMessage } from 'kafkajs';
import { uniqueName } from './uniqueName.ts';

/** The first record that a new consumer group gets of a topic: for tests. */
export async function readOne(kafka: Kafka, topic: string): Promise<KafkaMessage> {
  const consumer = kafka.consumer({ groupId: uniqueName('reader') });
  try {
    await consumer.connect();
    await consumer.subscribe({ topic, fromBeginning: true });
    return await new Promise((resolve, reject) => {
      consumer.run({ autoCommit: false, eachMessage: async ({ message }) => resolve(message) }).catch(reject);
    });
  } finally {
    await consumer.disconnect();
  }
}
