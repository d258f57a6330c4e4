import { ActorError, type ShardMap } from '@kafka-tutorial/actors';
import { HttpError } from '@kafka-tutorial/http';
import { topics } from '@kafka-tutorial/serving';
import type { FastifyInstance } from 'fastify';
import type { ModelServer } from '../modelServer.ts';
import { encodeOutcomeBatch } from '../wire/outcomeBatch.ts';
import { decodeRecordBatch } from '../wire/recordBatch.ts';
import { termHeader } from './peerActor.ts';

/** What the routes between nodes need. */
export interface ClusterRoutesOptions {
  readonly approach: string;
  readonly server: ModelServer;
  readonly map: () => ShardMap;
  /** Whether the actor of a data type lives here, under this term. */
  readonly isHere: (dataType: string, term: number) => boolean;
}

// A model on its way may be as large as models may be.
const bodyLimit = 80 * 2 ** 20;

interface Addressed {
  Params: { dataType: string };
  Body: Buffer;
}

/** `GET /cluster`: who has which shard; and what nodes tell each other's actors. */
export function addClusterRoutes(app: FastifyInstance, options: ClusterRoutesOptions): void {
  const { approach, server, map, isHere } = options;
  const checkPlace = (dataType: string, term: unknown) => {
    if (isHere(dataType, Number(term))) return;
    throw new ActorError('ACTOR_NOT_HERE', `${dataType} is not here under term ${String(term).slice(0, 20)}`);
  };

  app.addContentTypeParser(
    'application/octet-stream',
    { parseAs: 'buffer', bodyLimit },
    async (_: unknown, body: unknown) => body,
  );

  app.get('/cluster', async (_request, reply) => {
    reply.header('cache-control', 'no-store');
    return map();
  });
  app.post<Addressed>(
    '/actors/:dataType/records',
    { bodyLimit },
    async ({ params: { dataType }, body, headers }, reply) =>
      asHttp(async () => {
        checkPlace(dataType, headers[termHeader]);
        const outcomes = await server.scoreFor(dataType, decodeRecordBatch(body, topics.data));
        reply.type('application/octet-stream');
        return encodeOutcomeBatch(dataType, outcomes, approach);
      }),
  );
  app.post<Addressed>(
    '/actors/:dataType/models',
    { bodyLimit },
    async ({ params: { dataType }, body, headers }) =>
      asHttp(async () => {
        checkPlace(dataType, headers[termHeader]);
        const [input] = decodeRecordBatch(body, topics.models);
        if (!input) throw new HttpError('HTTP_BAD_REQUEST', 'expected a batch with one model');
        return server.takeModelFor(dataType, input);
      }),
  );
}

/** Runs the work of a route; what actors throw becomes what HTTP answers. */
export async function asHttp<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof ActorError)) throw error;
    const code = error.code === 'ACTOR_MESSAGE_MALFORMED' ? 'HTTP_BAD_REQUEST' : 'HTTP_NOT_READY';
    throw new HttpError(code, `${error.message} (${error.code})`, { cause: error });
  }
}
