import { addStoreRoutes, buildHttpApp, listen } from '@kafka-tutorial/http';
import { connectKafka, ensureTopics, tutorialDirectory } from '@kafka-tutorial/kafka';
import type { KafkaStreams } from '@kafka-tutorial/kstreams';
import { createModelFactory, initTensorflow } from '@kafka-tutorial/model';
import {
  type Outcome,
  parseServerOptions,
  partitions,
  ServingMonitor,
  TerminalReport,
  topicSpecs,
} from '@kafka-tutorial/serving';
import { servingStreams } from '@kafka-tutorial/serving/kstreams';
import { createLogger, type Run, runProgram } from '@kafka-tutorial/util';
import { approach, buildModelServer, rekeyedTopics } from './modelServer.ts';
import { restartLosesModels } from './modelStore.ts';
import { buildQueries, buildView } from './queries.ts';

const options = parseServerOptions(approach, 'Scores records with Kafka Streams and models in memory.');
const logger = createLogger(approach);

await runProgram(logger, start);

async function start(run: Run): Promise<void> {
  const { port, group, instance } = options;
  const connection = await connectKafka({ clientId: `${approach}-${instance}`, logger });
  run.onStop(() => connection.stop());
  const { kafka } = connection;
  const rekeyed = rekeyedTopics(group);
  // Models have the time 0 there, and a topic deletes what is old.
  const forever = [{ name: 'retention.ms', value: '-1' }];
  await ensureTopics(kafka, [
    ...topicSpecs,
    { topic: rekeyed.data, partitions },
    { topic: rekeyed.models, partitions, configEntries: forever },
  ]);
  // Now rather than at the first model: it takes a good part of a second.
  const tensorflow = await initTensorflow();
  logger.info(`TensorFlow graphs run on tfjs ${tensorflow.version}, engine ${tensorflow.engine}`);
  logger.warn(restartLosesModels);

  const monitor = new ServingMonitor();
  const report = new TerminalReport();
  const observe = (outcomes: readonly Outcome[]) => {
    monitor.observe(outcomes);
    report.observe(outcomes);
  };
  const factory = createModelFactory();
  const { topology, store } = buildModelServer({ factory, logger, observe, rekeyed });

  let streams: KafkaStreams | undefined;
  const view = buildView({ instance, topology, store, monitor, streams: () => streams });
  const queries = buildQueries({ store, streams: () => streams });
  const app = buildHttpApp({ view, logger, routes: (app) => addStoreRoutes(app, queries) });
  const { url, close } = await listen(app, { port });
  run.onStop(close);
  logger.info(`page: ${url}`);
  monitor.start();
  report.start();

  const directory = tutorialDirectory(process.env);
  streams = servingStreams({ topology, kafka, options, directory, url, logger, run });
  await streams.start();
}
