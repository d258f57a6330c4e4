import type { ModelStats, ServerState, ServerView } from '@kafka-tutorial/serving';
import type { FastifyInstance } from 'fastify';
import { Counter, collectDefaultMetrics, Gauge, Registry } from 'prom-client';

/** `GET /metrics`: the numbers of `/state` and of the process in Prometheus' text format, as they are when it is asked. */
export function addMetricsRoute(app: FastifyInstance, view: ServerView): void {
  const registry = new Registry();
  const update = servingMetrics(registry);
  app.addHook('onReady', async () => collectDefaultMetrics({ register: registry }));

  app.get('/metrics', async (_request, reply) => {
    update(view.state());
    return reply.type(registry.contentType).send(await registry.metrics());
  });
}

/** Registers the metrics of a server and returns the function that sets them from a state. */
function servingMetrics(registry: Registry): (state: ServerState) => void {
  const registers = [registry];
  const model = ['data_type', 'model'] as const;
  const info = new Gauge({
    name: 'model_server_info',
    help: 'Which server this is.',
    labelNames: ['approach', 'name'],
    registers,
  });
  const scored = new Counter({
    name: 'model_server_records_scored_total',
    help: 'Records scored, failures included.',
    labelNames: model,
    registers,
  });
  const errors = new Counter({
    name: 'model_server_scoring_errors_total',
    help: 'Records that the model failed to score; what fails between the last scrape and a swap is not in it.',
    labelNames: model,
    registers,
  });
  const skipped = new Counter({
    name: 'model_server_records_skipped_total',
    help: 'Records skipped for want of a model.',
    registers,
  });
  const deadLettered = new Counter({
    name: 'model_server_records_dead_lettered_total',
    help: 'Records and models that went to the dead letters.',
    registers,
  });
  const latency = new Gauge({
    name: 'model_server_scoring_seconds',
    help: 'Time for a record with the current model.',
    labelNames: [...model, 'quantile'],
    registers,
  });
  const version = new Gauge({
    name: 'model_server_model_version',
    help: 'Version of the current model: counts the models of the data type, from 1.',
    labelNames: [...model, 'type'],
    registers,
  });
  const addScored = increments(scored);
  const addErrors = increments(errors);

  return (state) => {
    for (const metric of [info, latency, version, skipped, deadLettered]) metric.reset();
    info.set({ approach: state.approach, name: state.instance }, 1);
    skipped.inc(state.skipped);
    deadLettered.inc(state.deadLettered);
    for (const [dataType, stats] of Object.entries(state.models)) {
      const labels = { data_type: dataType, model: stats.name };
      version.set({ ...labels, type: stats.modelType }, stats.version);
      latency.set({ ...labels, quantile: '0.5' }, stats.p50 / 1000);
      latency.set({ ...labels, quantile: '0.99' }, stats.p99 / 1000);
    }
    addScored(state, (stats) => [stats, ...stats.previous]);
    addErrors(state, (stats) => [{ ...stats, usage: stats.errors }]);
  };
}

type Count = Pick<ModelStats, 'name' | 'version' | 'usage'>;

/**
 * Adds what has come since the last time. A server lists only so many previous models, so their sum may fall, which a
 * counter must not; and a model that comes back under its name goes on with its counter.
 */
function increments(counter: Counter<'data_type' | 'model'>) {
  let before = new Map<string, number>();
  return (state: ServerState, countsOf: (stats: ModelStats) => readonly Count[]) => {
    const now = new Map<string, number>();
    for (const [dataType, stats] of Object.entries(state.models)) {
      for (const { name, version, usage } of countsOf(stats)) {
        const key = `${version} ${dataType}`;
        now.set(key, usage);
        counter.inc({ data_type: dataType, model: name }, Math.max(0, usage - (before.get(key) ?? 0)));
      }
    }
    before = now;
  };
}
