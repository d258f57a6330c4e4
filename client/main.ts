import { listen } from '@kafka-tutorial/http';
import { connectKafka, ensureTopics } from '@kafka-tutorial/kafka';
import { topicSpecs } from '@kafka-tutorial/serving';
import { createLogger, describeError, type Run, runProgram } from '@kafka-tutorial/util';
import { parseClientOptions } from './clientOptions.ts';
import { ClientState } from './clientState.ts';
import { systemClock as clock } from './clock.ts';
import { publishRecords } from './dataPublisher.ts';
import { ModelPublisher, readModels } from './modelPublisher.ts';
import { ProgressReport } from './progressReport.ts';
import { RecordCycle, readTables } from './recordCycle.ts';
import { buildStatusApp } from './statusApp.ts';

const { rate, count, modelInterval, port } = parseClientOptions();
const logger = createLogger('client');

await runProgram(logger, start);

async function start(run: Run): Promise<void> {
  const connection = await connectKafka({ clientId: 'client', logger });
  run.onStop(() => connection.stop());
  await ensureTopics(connection.kafka, topicSpecs);
  const producer = connection.kafka.producer();
  await producer.connect();
  run.onStop(() => producer.disconnect());

  const state = new ClientState();
  let ready = false;
  const http = await listen(buildStatusApp({ state, ready: () => ready }), { port });
  run.onStop(() => http.close());
  logger.info(`state: ${http.url}/state`);

  const report = new ProgressReport({ now: clock.now, withRate: rate === Infinity });
  const models = new ModelPublisher({
    ...{ producer, clock, models: await readModels(), intervalMs: modelInterval * 1000 },
    onPublished: (model) => {
      state.observeModel(model);
      report.observeModel(model);
    },
  });
  await models.publishFirst();
  ready = true;

  const stopping = new AbortController();
  const publishing = publishRecords(
    {
      ...{ producer, clock, rate, count, records: new RecordCycle(await readTables()) },
      onPublished: (messages) => {
        state.observeRecords(messages);
        report.observeRecords(messages.length);
      },
    },
    stopping.signal,
  );
  const rotating = models.run(stopping.signal);
  run.onStop(async () => {
    stopping.abort();
    await Promise.allSettled([publishing]);
    report.finish();
    await Promise.allSettled([rotating]);
  });
  whenEnded(run, publishing, rotating, stopping.signal);
}

/** Stops the program when the count is reached, or when Kafka takes nothing any more. */
function whenEnded(
  run: Run,
  publishing: Promise<void>,
  rotating: Promise<void>,
  stopping: AbortSignal,
): void {
  const fail = (error: unknown) => {
    logger.error(`publishing failed: ${describeError(error)}`);
    if (!stopping.aborted) run.stop('publishing failed', 1);
  };
  publishing.then(() => {
    if (!stopping.aborted) run.stop('all records are published');
  }, fail);
  rotating.catch(fail);
}
