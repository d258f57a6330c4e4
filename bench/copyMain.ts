// The least that a program between two topics can do with kafkajs: it copies each fetched record to the results topic,
// a thousand to a request, unread and unscored. What the servers do is measured against it.
import { connectKafka } from '@kafka-tutorial/kafka';
import { producerConfig, topics } from '@kafka-tutorial/serving';
import { createLogger, shutdownOnSignals } from '@kafka-tutorial/util';

const atOnce = 1000;
const logger = createLogger('copy');
const { kafka } = await connectKafka({ clientId: 'copy', logger });
const consumer = kafka.consumer({ groupId: 'copy', maxWaitTimeInMs: 250 });
const producer = kafka.producer(producerConfig);
shutdownOnSignals(async () => {
  await consumer.disconnect();
  await producer.disconnect();
}, logger);

await producer.connect();
await consumer.connect();
await consumer.subscribe({ topics: [topics.data], fromBeginning: true });
await consumer.run({
  eachBatch: async ({ batch }) => {
    for (let from = 0; from < batch.messages.length; from += atOnce) {
      const messages = batch.messages.slice(from, from + atOnce).map(({ key, value }) => ({ key, value }));
      await producer.send({ topic: topics.results, messages });
    }
  },
});
