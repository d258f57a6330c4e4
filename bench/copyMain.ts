// The least that a program between two topics can do with kafkajs: it copies each fetched record to the results topic,
// a thousand to a request, unread and unscored. What the servers do is measured against it.
import { connectKafka } from '@kafka-tutorial/kafka';
import { producerConfig, topics } from '@kafka-tutorial/serving';
import { createLogger, runProgram } from '@kafka-tutorial/util';

const atOnce = 1000;
const logger = createLogger('copy');
await runProgram(logger, async (run) => {
  const { kafka } = await connectKafka({ clientId: 'copy', logger });
  const producer = kafka.producer(producerConfig);
  await producer.connect();
  run.onStop(() => producer.disconnect());
  const consumer = kafka.consumer({ groupId: 'copy', maxWaitTimeInMs: 250 });
  await consumer.connect();
  run.onStop(() => consumer.disconnect());
  await consumer.subscribe({ topics: [topics.data], fromBeginning: true });
  await consumer.run({
    eachBatch: async ({ batch }) => {
      for (let from = 0; from < batch.messages.length; from += atOnce) {
        const messages = batch.messages.slice(from, from + atOnce).map(({ key, value }) => ({ key, value }));
        await producer.send({ topic: topics.results, messages });
      }
    },
  });
});
