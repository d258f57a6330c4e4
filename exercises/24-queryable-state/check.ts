import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  type KafkaStreams,
  KStreamsError,
  QueryableStoreTypes,
  Serdes,
  StoreQueryParameters,
} from '@kafka-tutorial/kstreams';
import { ScoredRecord } from '@kafka-tutorial/proto';
import { withBroker } from '../checking/broker.ts';
import { type CheckTools, defineChecks } from '../checking/index.ts';
import { type StartedStreams, startStreams } from '../checking/startStreams.ts';
import type { Instance } from './solution/queries.ts';

type Learner = typeof import('./solution/queries.ts');

const text = Serdes.string();
const storeName = 'scores-per-model';
const counts = StoreQueryParameters.fromNameAndType(
  storeName,
  QueryableStoreTypes.keyValueStore<string, number>(),
);

/** The server of an instance: hands requests of the others to the learner's code. */
async function openServer({ answerLocally }: Learner) {
  let instance: Instance | undefined;
  const asked: string[] = [];
  const server = createServer(({ url = '' }, response) => {
    asked.push(url);
    try {
      const body = instance === undefined ? null : answerLocally(instance, url);
      response.end(JSON.stringify(body ?? null));
    } catch (error) {
      response.writeHead(503).end(String(error));
    }
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const self = { host: '127.0.0.1', port: (server.address() as AddressInfo).port };
  return {
    ...{ self, asked },
    serve(streams: Instance['streams']): Instance {
      instance = { streams, self };
      return instance;
    },
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** Names of models, some of which would not do in a URL as they are, and how often each has scored. */
function someCounts({ random }: CheckTools): Map<string, number> {
  const names = Array.from({ length: 20 }, () => `${random.word()}${random.word()}`);
  const awkward = names.slice(0, 6).map((name) => `${name}/${random.pick(['a b', '50%', '?x=1', '#1'])}`);
  return new Map([...names, ...awkward].map((name) => [name, random.integer(1, 4)]));
}

/** Two instances of the application share the models that have scored. */
async function withInstances(
  learner: Learner,
  tools: CheckTools,
  use: (
    instances: readonly [Instance, Instance],
    expected: Map<string, number>,
    servers: readonly Awaited<ReturnType<typeof openServer>>[],
  ) => Promise<void>,
): Promise<void> {
  const expected = someCounts(tools);
  const servers = await Promise.all([openServer(learner), openServer(learner)]);
  await withBroker(async ({ kafka, createTopic, produce }) => {
    await createTopic('models_results', 4);
    const scores = [...expected].flatMap(([modelName, count]) => {
      const value = Buffer.from(ScoredRecord.encode({ dataType: 'wine', modelName }).finish());
      return Array.from({ length: count }, () => ({ key: 'wine', value }));
    });
    await produce('models_results', scores);
    const started = await Promise.all(
      servers.map(({ self }) => {
        const applicationServer = `${self.host}:${self.port}`;
        return startStreams(learner.scoresPerModel(), { applicationId: 'queried', applicationServer, kafka });
      }),
    );
    const instances = servers.map(({ serve }, n) => serve((started[n] as StartedStreams).streams));
    try {
      await tools.until(
        () =>
          started.every(sharesWork) &&
          started.reduce((sum, { streams }) => sum + countedBy(streams), 0) === scores.length,
        'Two instances are to share the work, and count all scores.',
        10_000,
      );
      await use(instances as [Instance, Instance], expected, servers);
    } finally {
      await Promise.all(started.map(({ streams }) => streams.close()));
    }
  }).finally(() => {
    for (const server of servers) server.close();
  });

  function sharesWork({ streams, isRunning }: StartedStreams): boolean {
    return isRunning() && streams.streamsMetadataForStore(storeName).length === 2;
  }

  /** Scores that an instance has counted; none while its tasks are on their way. */
  function countedBy(streams: KafkaStreams): number {
    try {
      return [...streams.store(counts).all()].reduce((sum, { value }) => sum + value, 0);
    } catch (error) {
      if (error instanceof KStreamsError && error.code === 'STORE_NOT_AVAILABLE') return 0;
      throw error;
    }
  }
}

export default defineChecks<Learner>({
  'answers for each model on each instance, and asks only the one that has it': async (learner, tools) => {
    await withInstances(learner, tools, async (instances, expected, servers) => {
      for (const [n, instance] of instances.entries()) {
        for (const server of servers) server.asked.length = 0;
        const found = new Map<string, number | null>();
        for (const model of expected.keys()) found.set(model, await learner.countOf(instance, model));
        tools.equal(
          [...found],
          [...expected],
          `Of the models that the instance at ${instance.self.port} was asked for, some are counted on the other one.`,
        );
        const elsewhere = [...expected.keys()].filter(
          (model) => ownerOf(instance, model) !== instance.self.port,
        );
        tools.equal(
          servers.map(({ asked }) => asked.length),
          n === 0 ? [0, elsewhere.length] : [elsewhere.length, 0],
          'Requests to each instance: one for each model that the other one has. Who is asked in vain?',
        );
        tools.equal(
          await learner.countOf(instance, `${tools.random.word()}, unheard of`),
          null,
          'A model that has not scored.',
        );
      }
    });

    function ownerOf({ streams }: Instance, model: string): number | undefined {
      return streams.queryMetadataForKey(storeName, model, text)?.activeHost.port;
    }
  },

  'puts all models together, or fails': async (learner, tools) => {
    await withInstances(learner, tools, async ([one, two], expected, servers) => {
      const sorted = (counts: Map<string, number>) => [...counts].sort(([a], [b]) => (a < b ? -1 : 1));
      for (const instance of [one, two]) {
        const all = await learner.allCounts(instance);
        tools.equal(sorted(all), sorted(expected), 'All models of both instances, whichever is asked.');
      }
      servers[1]?.close();
      await tools.rejects(
        learner.allCounts(one),
        /./,
        'The other instance does not answer: half of the models would look like all of them.',
      );
    });
  },

  'says so while the group does not know': async ({ countOf, allCounts }, { random, rejects }) => {
    const streams = {
      store: () => {
        throw new Error('no store is here: try again');
      },
      queryMetadataForKey: () => undefined,
      streamsMetadataForStore: () => [],
    };
    const instance = { streams, self: { host: '127.0.0.1', port: 1 } };
    const look =
      'While tasks are given out anew, `queryMetadataForKey` answers undefined, and there are no instances. No answer is not zero.';
    await rejects(countOf(instance, random.word()), /try again/, look);
    await rejects(allCounts(instance), /try again/, look);
  },
});
