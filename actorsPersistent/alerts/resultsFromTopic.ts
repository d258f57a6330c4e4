import { ScoredRecord } from '@kafka-tutorial/proto';
import { topics } from '@kafka-tutorial/serving';
import type { Kafka } from 'kafkajs';
import type { ResultSource } from './resultSource.ts';

/** Results through the topic: whoever scores and whoever listens know nothing of each other, only the topic. */
export function resultsFromTopic(kafka: Kafka, groupId: string): ResultSource {
  return {
    async start(onResult) {
      const consumer = kafka.consumer({ groupId, allowAutoTopicCreation: false });
      await consumer.connect();
      await consumer.subscribe({ topics: [topics.results], fromBeginning: false });
      await consumer.run({
        eachBatch: async ({ batch }) => {
          for (const { value } of batch.messages) if (value) onResult(ScoredRecord.decode(value));
        },
      });
      return () => consumer.disconnect();
    },
  };
}
