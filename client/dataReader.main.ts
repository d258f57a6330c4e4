import { connectKafka, ensureTopics } from '@kafka-tutorial/kafka';
import { topicSpecs } from '@kafka-tutorial/serving';
import { createLogger, describeError, shutdownOnSignals } from '@kafka-tutorial/util';
import { DataReader } from './dataReader.ts';
import { parseReaderOptions } from './readerOptions.ts';
import { readTopics } from './readTopics.ts';

const { fromBeginning, topics } = parseReaderOptions();
const logger = createLogger('reader');

const closers: (() => Promise<void>)[] = [];
const shutdown = shutdownOnSignals(async () => {
  for (const close of closers.reverse()) await close();
}, logger);

try {
  await start();
} catch (error) {
  logger.error(describeError(error));
  shutdown('start failed', 1);
}

async function start(): Promise<void> {
  const connection = await connectKafka({ clientId: 'reader', logger });
  closers.push(() => connection.stop());
  await ensureTopics(connection.kafka, topicSpecs);

  const reader = new DataReader();
  setInterval(() => reader.tick(), 1000).unref();
  const stopReading = await readTopics({
    ...{ kafka: connection.kafka, topics, fromBeginning, logger },
    onRecord: (record) => reader.observe(record),
    onFailure: (error) => {
      logger.error(`the topics can no longer be read: ${describeError(error)}`);
      shutdown('reading ended', 1);
    },
  });
  closers.push(stopReading);
}
