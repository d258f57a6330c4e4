import { EmbeddedKafka } from '@kafka-tutorial/embedded-kafka';
import { Kafka, logLevel } from 'kafkajs';

/**
 * Runs an example on a broker of its own, which is gone afterwards with all its data.
 *
 * @param topics the number of partitions of each topic that is created
 */
export async function withKafka(
  topics: Readonly<Record<string, number>>,
  example: (kafka: Kafka) => Promise<void>,
): Promise<void> {
  const broker = await EmbeddedKafka.start();
  try {
    const kafka = new Kafka({ brokers: [broker.bootstrap], logLevel: logLevel.NOTHING });
    const admin = kafka.admin();
    await admin.connect();
    const wanted = Object.entries(topics).map(([topic, numPartitions]) => ({ topic, numPartitions }));
    await admin.createTopics({ topics: wanted, waitForLeaders: true });
    await admin.disconnect();
    await example(kafka);
  } finally {
    await broker.stop();
  }
}
