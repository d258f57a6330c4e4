import type { ServerView } from '@kafka-tutorial/serving';
import type { FastifyInstance } from 'fastify';
import { acceptedQuality } from './acceptedQuality.ts';
import { HttpError } from './errors.ts';

/** `GET /state` and `GET /topology`: what the server is doing, and what runs inside. */
export function addStateRoutes(app: FastifyInstance, view: ServerView): void {
  app.get('/state', async (_request, reply) => {
    reply.header('cache-control', 'no-store');
    return view.state();
  });

  app.get<{ Querystring: { format?: string | string[] } }>('/topology', async (request, reply) => {
    const { text, nodes, edges } = view.topology();
    reply.headers({ 'cache-control': 'no-store', vary: 'accept' });
    if (topologyFormat(request.query.format, request.headers.accept) === 'json') return { nodes, edges };
    return reply.type('text/plain; charset=utf-8').send(text.endsWith('\n') ? text : `${text}\n`);
  });
}

/** The query decides, then the Accept header; JSON unless text is preferred. */
function topologyFormat(format: string | string[] | undefined, accept = '*/*'): 'json' | 'text' {
  if (format === 'json' || format === 'text') return format;
  if (format !== undefined) {
    throw new HttpError('HTTP_BAD_REQUEST', `format is "${format}"; expected json or text.`);
  }
  return acceptedQuality(accept, 'text/plain') > acceptedQuality(accept, 'application/json')
    ? 'text'
    : 'json';
}
