import type { KeyValueStore } from '@kafka-tutorial/kstreams';
import { type ServedModelSnapshot, type StoredModel, statsOf, topics } from '@kafka-tutorial/serving';
import { describeTopology } from '@kafka-tutorial/serving/kstreams/topologyContract';
import { TopologyUnderTest } from '@kafka-tutorial/serving/kstreams/topologyUnderTest';
import { penguinBytes, testFactory, wineBytes } from '@kafka-tutorial/serving/testing';
import { silentLogger } from '@kafka-tutorial/util';
import { describe, expect, it } from 'vitest';
import { approach, buildModelServer, type ModelServer } from './modelServer.ts';
import { buildModelServerFluent } from './modelServerFluent.ts';
import { ModelStore, storeNames } from './modelStore.ts';

describeTopology(approach, buildModelServer, { durable: true });
describeTopology(approach, buildModelServerFluent, { durable: true, variant: 'as one chain' });

/** A server in the test driver, and its stores. */
function start(build = buildModelServer) {
  let built: ModelServer | undefined;
  const server = new TopologyUnderTest((parts) => {
    built = build(parts);
    return built;
  });
  const store = <V>(name: string) =>
    server.driver.getKeyValueStore<string, V>(name) as KeyValueStore<string, V>;
  return {
    server,
    models: store<StoredModel>(storeNames.models),
    statistics: store<ServedModelSnapshot>(storeNames.statistics),
    shown: () => (built as ModelServer).stores.models(),
  };
}

describe('the two ways to write the topology', () => {
  /** What comes out for the same inputs, and what each node is connected to. */
  async function whatItDoes(build: typeof buildModelServer) {
    const { server, models } = start(build);
    await server.data('wine', wineBytes());
    await server.model('five');
    await server.model('adelie', 'penguins', null);
    await server.model('unreadable');
    for (const key of ['wine', null, '', 'beer']) await server.data(key, wineBytes());
    await server.data('penguins', penguinBytes());
    await server.data('penguins', Buffer.alloc(3));
    await server.model('six');
    await server.data('wine', wineBytes());
    const written = server.driver.producedRecords().map(({ topic, key }) => `${topic} ${key}`);
    const done = {
      outcomes: server.brief(),
      results: server.results().map((result) => ({ ...result, scoringMicros: 0 })),
      deadLetters: server.deadLetters(),
      versions: [...models.all()].map(({ key, value }) => [key, value.begin.version, value.source]),
      written: written.sort(),
    };
    server.driver.close();
    return done;
  }

  it('do the same', async () => {
    const done = await whatItDoes(buildModelServer);
    expect(await whatItDoes(buildModelServerFluent)).toEqual(done);
    expect(done.outcomes).toHaveLength(12);
    expect(done.results).toHaveLength(5);
  });
});

describe('the key/value stores', () => {
  it('hold the model when it comes, and its statistics a second later', async () => {
    const { server, models, statistics, shown } = start();
    await server.model('five');
    expect(models.get('wine')).toMatchObject({ source: `${topics.models}-0@0`, begin: { version: 1 } });
    await server.data('wine', wineBytes());
    expect(statistics.get('wine')?.times.usage).toBe(0);
    await server.driver.advanceWallClockTime(1000);
    expect(statsOf(statistics.get('wine') as ServedModelSnapshot)).toEqual(shown().wine);
    expect(shown().wine?.usage).toBe(1);
    server.driver.close();
    expect(shown()).toEqual({});
  });

  it('are what a task has its models from when it begins again', async () => {
    const { server, models, statistics, shown } = start();
    await server.model('five');
    await server.model('adelie', 'penguins');
    await server.model('six');
    await server.data('wine', wineBytes());
    await server.driver.advanceWallClockTime(1000);
    const { factory } = testFactory({ six: {}, adelie: {} });
    const again = new ModelStore(models, statistics, { factory, logger: silentLogger });
    expect(again.get('wine')).toBeUndefined();
    await again.rebuilding;
    expect(again.models()).toEqual(shown());
    expect(again.models().wine).toMatchObject({ name: 'six', version: 2, usage: 1 });
    server.driver.close();
  });
});
