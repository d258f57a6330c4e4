import { buildHttpApp, listen } from '@kafka-tutorial/http';
import { connectKafka, ensureTopics, followTopic } from '@kafka-tutorial/kafka';
import { createModelFactory, initTensorflow } from '@kafka-tutorial/model';
import {
  parseServerOptions,
  producerConfig,
  ResultSink,
  ServingMonitor,
  scoringGroup,
  TerminalReport,
  topicSpecs,
  topics,
} from '@kafka-tutorial/serving';
import { createLogger, describeError, type Run, runProgram } from '@kafka-tutorial/util';
import { buildModelServer } from './modelServer.ts';
import { buildView } from './queries.ts';

const approach = 'customStage';
const options = parseServerOptions(approach, 'Scores records in a custom stage of Node streams.');
const logger = createLogger(approach);

await runProgram(logger, start);

async function start(run: Run): Promise<void> {
  const { port, group: groupId, instance, modelRoot: locationRoot, modelHosts: locationHosts } = options;
  const connection = await connectKafka({ clientId: `${approach}-${instance}`, logger });
  run.onStop(() => connection.stop());
  const { kafka } = connection;
  await ensureTopics(kafka, topicSpecs);
  // Now rather than at the first model: it takes a good part of a second.
  const tensorflow = await initTensorflow();
  logger.info(`TensorFlow graphs run on tfjs ${tensorflow.version}, engine ${tensorflow.engine}`);

  const producer = kafka.producer(producerConfig);
  await producer.connect();
  run.onStop(() => producer.disconnect());

  const monitor = new ServingMonitor();
  const report = new TerminalReport();
  const group = await scoringGroup(kafka, groupId, logger);
  const results = new ResultSink({
    ...{ producer, progress: group.progress, approach, logger },
    onPublished: (outcomes) => {
      monitor.observe(outcomes);
      report.observe(outcomes);
    },
  });
  const factory = createModelFactory({ locationRoot, locationHosts });
  const server = buildModelServer({ data: group.records, results, factory });

  let ready = false;
  const view = buildView({ instance, state: server.stage.state, monitor, ready: () => ready });
  const http = await listen(buildHttpApp({ view, logger }), { port });
  run.onStop(() => http.close());
  logger.info(`page: ${http.url}`);
  monitor.start();
  report.start();

  await group.join();
  run.onStop(() => group.leave());
  const models = await followTopic({
    ...{ kafka, topic: topics.models, groupId: `${groupId}-models`, logger },
    onRecord: (record) => server.takeModel(record),
    onFailure: () => run.stop('models can no longer be read', 1),
  });
  run.onStop(() => models.stop());
  await models.caughtUp;

  const flowing = server.run();
  run.onStop(() => {
    ready = false;
    group.records.stop();
    return flowing;
  });
  ready = true;
  flowing.catch((error: unknown) => {
    logger.error(`the stream failed: ${describeError(error)}`);
    run.stop('stream failed', 1);
  });
}
