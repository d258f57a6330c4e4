import type { ServerView } from '@kafka-tutorial/serving';
import type { FastifyInstance } from 'fastify';
import { HttpError } from './errors.ts';

/** Probes: `/health/live` says that the process answers, `/health/ready` that it scores records. */
export function addHealthRoutes(app: FastifyInstance, view: ServerView): void {
  app.get('/health/live', async (_request, reply) => {
    reply.header('cache-control', 'no-store');
    return { status: 'live' };
  });

  app.get('/health/ready', async (_request, reply) => {
    reply.header('cache-control', 'no-store');
    if (!view.ready()) throw new HttpError('HTTP_NOT_READY', 'The server is starting or stopping.');
    return { status: 'ready' };
  });
}
