import { type FastifyInstance, fastify } from 'fastify';
import { Counter, collectDefaultMetrics, Registry } from 'prom-client';
import type { ClientState } from './clientState.ts';

export interface StatusAppOptions {
  readonly state: ClientState;
  /** Whether the first models are published. */
  readonly ready: () => boolean;
}

/** Makes the client's endpoints: `/state`, `/metrics`, `/health/live`, `/health/ready`. Nothing listens yet. */
export function buildStatusApp({ state, ready }: StatusAppOptions): FastifyInstance {
  const app = fastify();
  app.addHook('onSend', async (_request, reply) => {
    reply.headers({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' });
  });
  app.setNotFoundHandler((_request, reply) =>
    reply
      .code(404)
      .send({ error: { code: 'HTTP_NOT_FOUND', message: 'There is /state, /metrics and /health.' } }),
  );
  app.get('/', (_request, reply) => reply.redirect('/state'));
  app.get('/state', async () => ({ records: state.records, dataTypes: state.byType }));
  app.get('/health/live', async () => ({ status: 'live' }));
  app.get('/health/ready', async (_request, reply) => {
    if (ready()) return { status: 'ready' };
    const message = 'The first models are not published yet.';
    return reply.code(503).send({ error: { code: 'HTTP_NOT_READY', message } });
  });
  addMetrics(app, state);
  return app;
}

function addMetrics(app: FastifyInstance, state: ClientState): void {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  for (const what of ['records', 'models'] as const) {
    new Counter({
      name: `client_${what}_published_total`,
      help: `How many ${what} Kafka has acknowledged.`,
      labelNames: ['data_type'],
      registers: [registry],
      collect() {
        this.reset();
        for (const [dataType, published] of Object.entries(state.byType)) {
          this.inc({ data_type: dataType }, published[what]);
        }
      },
    });
  }
  app.get('/metrics', async (_request, reply) =>
    reply.type(registry.contentType).send(await registry.metrics()),
  );
}
