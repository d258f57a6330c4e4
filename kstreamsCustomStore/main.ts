import { addStoreRoutes, buildHttpApp, listen } from '@kafka-tutorial/http';
import { connectKafka, ensureTopics, tutorialDirectory } from '@kafka-tutorial/kafka';
import type { KafkaStreams } from '@kafka-tutorial/kstreams';
import { createModelFactory, initTensorflow } from '@kafka-tutorial/model';
import {
  type Outcome,
  parseServerOptions,
  ServingMonitor,
  TerminalReport,
  topicSpecs,
} from '@kafka-tutorial/serving';
import { servingStreams } from '@kafka-tutorial/serving/kstreams';
import { createLogger, type Run, runProgram } from '@kafka-tutorial/util';
import { approach, buildModelServer } from './modelServer.ts';
import { buildQueries, buildView } from './queries.ts';

const options = parseServerOptions(
  approach,
  'Scores records with Kafka Streams and a state store of its own.',
);
const logger = createLogger(approach);

await runProgram(logger, start);

async function start(run: Run): Promise<void> {
  const { port, instance } = options;
  const connection = await connectKafka({ clientId: `${approach}-${instance}`, logger });
  run.onStop(() => connection.stop());
  const { kafka } = connection;
  await ensureTopics(kafka, topicSpecs);
  // Now rather than at the first model: it takes a good part of a second.
  const tensorflow = await initTensorflow();
  logger.info(`TensorFlow graphs run on tfjs ${tensorflow.version}, engine ${tensorflow.engine}`);

  const monitor = new ServingMonitor();
  const report = new TerminalReport();
  const observe = (outcomes: readonly Outcome[]) => {
    monitor.observe(outcomes);
    report.observe(outcomes);
  };
  const factory = createModelFactory();
  const { topology } = buildModelServer({ factory, logger, observe });

  let streams: KafkaStreams | undefined;
  const view = buildView({ instance, topology, monitor, streams: () => streams });
  const queries = buildQueries();
  const app = buildHttpApp({ view, logger, routes: (app) => addStoreRoutes(app, queries) });
  const { url, close } = await listen(app, { port });
  run.onStop(close);
  logger.info(`page: ${url}`);
  monitor.start();
  report.start();

  const directory = tutorialDirectory(process.env);
  streams = servingStreams({ topology, kafka, options, directory, url, logger, run });
  await streams.start();
  queries.attach(streams, url);
}
