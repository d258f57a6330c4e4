import type { ClusterNode } from '@kafka-tutorial/actors';
import { HttpError } from '@kafka-tutorial/http';
import {
  type ModelStats,
  type ServerState,
  type ServerView,
  type ServingMonitor,
  type TopologyView,
  topics,
} from '@kafka-tutorial/serving';
import type { FastifyInstance } from 'fastify';
import { asHttp } from './cluster/clusterRoutes.ts';
import type { ModelServer } from './modelServer.ts';

const approach = 'actorsPersistent';
const askMs = 2_000;

/** What queries read. */
export interface QueriesOptions {
  readonly instance: string;
  readonly server: ModelServer;
  readonly monitor: ServingMonitor;
  readonly ready: () => boolean;
  /** All nodes but this one. */
  readonly peers: () => readonly ClusterNode[];
  /** The node that an actor lives on, if it is another one. */
  readonly elsewhere: (dataType: string) => ClusterNode | undefined;
}

/** What `/state` says of an actor of this node. */
export interface ActorReport {
  /** `running`, `stopped`, … */
  readonly status: string;
  /** Messages that wait. */
  readonly waiting: number;
  /** Why it failed the last time. */
  readonly error?: string;
}

interface ActorServerState extends ServerState {
  readonly actors: Readonly<Record<string, ActorReport>>;
}

/** The server as the HTTP endpoints see it: what its actors have told last. */
export function buildView({ instance, server, monitor, ready, elsewhere }: QueriesOptions): ServerView {
  const state = (): ActorServerState => {
    const here = [...server.actors()].filter(([dataType]) => !elsewhere(dataType));
    return {
      approach,
      instance,
      models: Object.fromEntries(
        here.flatMap(([name, { stats }]) => (stats ? [[name, stats] as const] : [])),
      ),
      skipped: monitor.skipped,
      deadLettered: monitor.deadLettered,
      actors: Object.fromEntries(
        here.map(([name, { status, waiting, lastError }]) => [
          name,
          { status, waiting, ...(lastError && { error: lastError.message }) },
        ]),
      ),
    };
  };
  return {
    state,
    topology: () => topology(Object.keys(state().actors)),
    subscribe: (listener) => monitor.subscribe(listener),
    ready,
  };
}

/** `GET /models` of all nodes, and `GET /state/:dataType` of whichever node has it. */
export function addQueryRoutes(app: FastifyInstance, options: QueriesOptions): void {
  const { server, peers, elsewhere } = options;
  app.get<{ Querystring: { only?: string } }>('/models', async ({ query }, reply) => {
    reply.header('cache-control', 'no-store');
    const own = [...server.actors().keys()].filter((dataType) => !elsewhere(dataType));
    const asked = own.map(async (dataType) => [dataType, await server.ask(dataType, askMs)] as const);
    const found = (await Promise.allSettled(asked)).flatMap((one) =>
      one.status === 'fulfilled' && one.value[1] ? [one.value] : [],
    );
    const models = Object.fromEntries(found);
    // A node that is asked by another one answers for itself.
    if (query.only === 'own') return models;
    const others = await Promise.allSettled(peers().map((node) => askNode(node, '/models?only=own')));
    return Object.assign(models, ...others.map((one) => (one.status === 'fulfilled' ? one.value : {})));
  });

  app.get<{ Params: { dataType: string }; Querystring: { only?: string } }>(
    '/state/:dataType',
    async ({ params: { dataType }, query }, reply) => {
      reply.header('cache-control', 'no-store');
      const node = elsewhere(dataType);
      if (node && query.only !== 'own') {
        return askNode(node, `/state/${encodeURIComponent(dataType)}?only=own`);
      }
      const stats = server.actors().has(dataType)
        ? await asHttp<ModelStats | undefined>(() => server.ask(dataType, askMs))
        : undefined;
      if (stats) return stats;
      throw new HttpError('HTTP_NOT_FOUND', `There is no model for "${dataType.slice(0, 100)}".`);
    },
  );
}

async function askNode(node: ClusterNode, path: string): Promise<unknown> {
  try {
    const answer = await fetch(node.url + path, { signal: AbortSignal.timeout(askMs) });
    const body: unknown = await answer.json();
    if (answer.ok) return body;
    const { error } = body as { error?: { message?: unknown } };
    throw new HttpError(
      answer.status === 404 ? 'HTTP_NOT_FOUND' : 'HTTP_NOT_READY',
      String(error?.message ?? `node ${node.name} answered ${answer.status}`),
    );
  } catch (error) {
    if (error instanceof HttpError) throw error;
    throw new HttpError('HTTP_NOT_READY', `Node ${node.name} does not answer.`, { cause: error });
  }
}

function topology(dataTypes: readonly string[]): TopologyView {
  return {
    text: [
      'Source data (topic: models_data) --> modelServingManager',
      'Source models (topic: models_models, ahead of the records) --> modelServingManager',
      'Router modelServingManager --> an actor for each data type, here or on the node that has its partition',
      ...dataTypes.map((name) => `Actor ${name} (on a thread; journal and snapshots) --> results`),
      'Sink results (topics: models_results, models_dead_letters), commits after publishing',
    ].join('\n'),
    nodes: [
      { id: topics.data, kind: 'source' },
      { id: topics.models, kind: 'source' },
      { id: 'modelServingManager', kind: 'stage' },
      ...dataTypes.map((name) => ({ id: name, kind: 'stage' as const })),
      { id: 'journal', kind: 'store' },
      { id: topics.results, kind: 'sink' },
      { id: topics.deadLetters, kind: 'sink' },
    ],
    edges: [
      { from: topics.data, to: 'modelServingManager' },
      { from: topics.models, to: 'modelServingManager' },
      ...dataTypes.flatMap((name) => [
        { from: 'modelServingManager', to: name },
        { from: name, to: 'journal' },
        { from: name, to: topics.results },
      ]),
      { from: 'modelServingManager', to: topics.deadLetters },
    ],
  };
}
