import { connectKafka, ensureTopics } from '@kafka-tutorial/kafka';
import { topicSpecs } from '@kafka-tutorial/serving';
import { createLogger, describeError, type Run, runProgram } from '@kafka-tutorial/util';
import { DataReader } from './dataReader.ts';
import { parseReaderOptions } from './readerOptions.ts';
import { readTopics } from './readTopics.ts';

const { fromBeginning, topics } = parseReaderOptions();
const logger = createLogger('reader');

await runProgram(logger, start);

async function start(run: Run): Promise<void> {
  const connection = await connectKafka({ clientId: 'reader', logger });
  run.onStop(() => connection.stop());
  await ensureTopics(connection.kafka, topicSpecs);

  const reader = new DataReader();
  setInterval(() => reader.tick(), 1000).unref();
  const stopReading = await readTopics({
    ...{ kafka: connection.kafka, topics, fromBeginning, logger },
    onRecord: (record) => reader.observe(record),
    onFailure: (error) => {
      logger.error(`the topics can no longer be read: ${describeError(error)}`);
      run.stop('reading ended', 1);
    },
  });
  run.onStop(stopReading);
}
