import type { Answer, StoreQueries } from '@kafka-tutorial/serving';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { HttpError } from './errors.ts';

/** Where servers of a group ask each other for what is in their stores. */
export const storesPath = '/stores';

/** `GET /state/value`, `/state/instances`, `/state/instances/:store`: the stores of all servers of the group, as one. */
export function addStoreRoutes(app: FastifyInstance, queries: StoreQueries): void {
  const send = (reply: FastifyReply, { status, body }: Answer) =>
    reply.code(status).header('cache-control', 'no-store').send(body);

  app.get<{ Querystring: { dataType?: string | string[] } }>('/state/value', async ({ query }, reply) => {
    const { dataType } = query;
    if (Array.isArray(dataType)) throw new HttpError('HTTP_BAD_REQUEST', 'expected one dataType.');
    return send(reply, await queries.value(dataType));
  });
  app.get('/state/instances', async (_request, reply) => send(reply, queries.instances(undefined)));
  app.get<{ Params: { store: string } }>('/state/instances/:store', async ({ params }, reply) =>
    send(reply, queries.instances(params.store)),
  );
  app.get(`${storesPath}/*`, async ({ url }, reply) =>
    send(reply, await queries.answer(url.slice(storesPath.length))),
  );
}
