import { randomUUID } from 'node:crypto';
import { StreamSource } from '@kafka-tutorial/actors';
import { buildHttpApp, listen } from '@kafka-tutorial/http';
import { connectKafka, ensureTopics } from '@kafka-tutorial/kafka';
import {
  producerConfig,
  ResultSink,
  ServingMonitor,
  TerminalReport,
  topicSpecs,
} from '@kafka-tutorial/serving';
import { createLogger, describeError, type Run, runProgram } from '@kafka-tutorial/util';
import { resultStreamPath } from './alerts/resultsFromStream.ts';
import { ActorGroup } from './cluster/actorGroup.ts';
import { addClusterRoutes } from './cluster/clusterRoutes.ts';
import { PeerActor } from './cluster/peerActor.ts';
import { ShardKeeper } from './cluster/shardKeeper.ts';
import { encodedResults } from './encodedResults.ts';
import { buildModelServer } from './modelServer.ts';
import { openPersistence } from './openPersistence.ts';
import { addQueryRoutes, buildView } from './queries.ts';
import { parseActorServerOptions } from './serverOptions.ts';
import { OrderedProgress } from './supervision/orderedProgress.ts';
import { ThreadPool } from './threads/threadPool.ts';

const approach = 'actorsPersistent';
const options = parseActorServerOptions();
const logger = createLogger(approach);

await runProgram(logger, start);

async function start(run: Run): Promise<void> {
  const { host, port, group: groupId, instance, threads } = options;
  // First of all, since it takes longest.
  const pool = new ThreadPool({ threads, approach, logger });
  run.onStop(() => pool.close());
  const connection = await connectKafka({ clientId: `${approach}-${instance}`, logger });
  run.onStop(() => connection.stop());
  const { kafka } = connection;
  await ensureTopics(kafka, topicSpecs);
  const producer = kafka.producer(producerConfig);
  await producer.connect();
  run.onStop(() => producer.disconnect());
  const persistence = await openPersistence({ kafka, groupId, where: options.persistence, logger });
  run.onStop(() => persistence.close());

  const keeper = new ShardKeeper({
    ...{ nodeId: `${instance}-${randomUUID()}`, persistence },
    map: { epoch: await persistence.latestTerm(), nodes: [], shards: [] },
    startHere: (dataType, journal) => pool.start(dataType, journal),
    referTo: (dataType, node, term) => new PeerActor(dataType, node, term),
  });
  const monitor = new ServingMonitor();
  const report = new TerminalReport();
  let ready = false;
  const group = await ActorGroup.prepare({
    ...{ kafka, groupId, logger },
    node: () => ({ id: keeper.nodeId, name: instance, url: http.url }),
    lastMap: () => keeper.map,
    pause: () => server.pause(),
    takeOver: (map) => keeper.takeOver(map, server),
    take: (inputs) => server.take(inputs),
    onModelsKnown: (known) => {
      server.modelsKnown = known;
      if (known) ready = true;
    },
    onFailure: (error) => {
      logger.error(`the group can no longer be taken part in: ${describeError(error)}`);
      run.stop('group lost', 1);
    },
  });
  const progress = new OrderedProgress(group.progress);
  const results = new ResultSink({
    ...{ producer, progress, approach, logger },
    onPublished: (outcomes) => {
      monitor.observe(outcomes);
      report.observe(outcomes);
    },
  });
  const stream = new StreamSource({ path: resultStreamPath });
  const server = buildModelServer({
    ...{ results, progress },
    direct: (outcomes) => stream.offer(encodedResults(outcomes)),
    start: (dataType) => keeper.start(dataType),
    onFailure: (dataType, error) => logger.warn(`actor ${dataType}: ${describeError(error)}`),
  });

  const queries = {
    ...{ instance, server, monitor, ready: () => ready },
    peers: () => keeper.peers,
    elsewhere: (dataType: string) => keeper.elsewhere(dataType),
  };
  const app = buildHttpApp({
    ...{ view: buildView(queries), logger },
    routes: (routes) => {
      addQueryRoutes(routes, queries);
      addClusterRoutes(routes, {
        ...{ approach, server, map: () => keeper.map },
        isHere: (dataType, term) => keeper.isHere(dataType, term),
      });
    },
  });
  const http = await listen(app, { host, port });
  stream.serve(app.server);
  run.onStop(async () => {
    stream.close();
    await http.close();
  });
  logger.info(`page: ${http.url}`);
  monitor.start();
  report.start();
  server.run().catch((error: unknown) => {
    logger.error(`results can no longer be published: ${describeError(error)}`);
    run.stop('stream failed', 1);
  });

  run.onStop(() => {
    ready = false;
    return group.leave();
  });
  await group.join();
}
