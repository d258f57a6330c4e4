// A second microservice: tells of good wines, as soon as they have been scored.
import { connectKafka } from '@kafka-tutorial/kafka';
import { ports } from '@kafka-tutorial/serving';
import { createLogger, program, type Run, runProgram } from '@kafka-tutorial/util';
import { Option } from 'commander';
import { AlertBook } from './alertBook.ts';
import { resultsFromStream } from './resultsFromStream.ts';
import { resultsFromTopic } from './resultsFromTopic.ts';

const { from, url, quality } = program('alerts', 'Tells of good wines, as soon as they have been scored.')
  .addOption(new Option('--from <way>', 'how the results come').choices(['topic', 'stream']).default('topic'))
  .option('--url <url>', 'a scoring server, for --from stream', `http://127.0.0.1:${ports.actorsPersistent}`)
  .option('--quality <n>', 'the least quality that is told of', Number, 7)
  .parse()
  .opts<{ from: 'topic' | 'stream'; url: string; quality: number }>();
const logger = createLogger('alerts');

await runProgram(logger, async (run: Run) => {
  const book = new AlertBook(quality);
  const source =
    from === 'stream' ? resultsFromStream(url, logger) : resultsFromTopic(await connect(run), 'alerts');
  const stop = await source.start((result) => {
    const alert = book.take(result);
    if (alert) console.log(`A wine of quality ${alert.quality}, says ${alert.model}: ${alert.record}`);
  });
  run.onStop(stop);
  logger.info(`listening to results by ${from}`);
  const summary = setInterval(() => {
    const { results, alerts, latencyMs } = book.summary();
    console.log(
      `${results} results, ${alerts} alerts, ${latencyMs.p50} ms from record to here, p99 ${latencyMs.p99} ms`,
    );
  }, 10_000);
  run.onStop(async () => clearInterval(summary));
});

async function connect(run: Run) {
  const connection = await connectKafka({ clientId: 'alerts', logger });
  run.onStop(() => connection.stop());
  return connection.kafka;
}
