import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Message } from 'kafkajs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readTopic, TestCluster, until } from '../kafka/testing.ts';
import type { RawRecord } from '../runtime/records.ts';
import { applicationTopics } from './applicationTopics.ts';
import type { Engine, RunningApp } from './engine.ts';
import { javaEngine } from './javaEngine.ts';
import { buildJavaProject, whyNoJava } from './javaProject.ts';
import type { TopologyOptions } from './topologies.ts';
import { typescriptEngine } from './typescriptEngine.ts';

/** Java's Kafka Streams and this library, each with what the other has written, as one application. */

const dir = mkdtempSync(join(tmpdir(), 'kstreams-java-'));
const missing = whyNoJava();
const classPath = missing === undefined ? await buildJavaProject(join(dir, 'java')) : undefined;
if (classPath === undefined)
  console.warn(`skipped: ${missing ?? "the jars of Java's Kafka Streams cannot be had"}`);
const java = javaEngine(classPath ?? '');
const typescript = typescriptEngine;

// On a cluster that stays, names must be new.
const run = `interop-${Date.now().toString(36)}`;
let cluster: TestCluster;
beforeAll(async () => {
  const brokers = process.env.KAFKA_BROKERS;
  cluster = brokers ? TestCluster.at(brokers) : await TestCluster.start();
});
afterAll(async () => {
  await cluster.deleteTopics((topic) => topic.startsWith(run));
  await cluster.stop();
  rmSync(dir, { recursive: true, force: true });
});

/** Runs an application of this name; what it is asked to do may be different in each run. */
function start(engine: Engine, applicationId: string, options: TopologyOptions): Promise<RunningApp> {
  const stateDir = join(dir, `${applicationId}-${engine.name}`);
  return engine.start({ ...options, applicationId, stateDir, bootstrap: cluster.bootstrap });
}

const lines = (...texts: string[]): Message[] => texts.map((value, i) => ({ key: `${i}`, value }));
const count = (value: Buffer | null) => Number(value?.readBigInt64BE());

/** The results of each key, in the order in which they came. */
async function history(topic: string): Promise<Record<string, number[]>> {
  const counts: Record<string, number[]> = {};
  for (const { key, value } of await readTopic(cluster.kafka, topic)) {
    counts[String(key)] = [...(counts[String(key)] ?? []), count(value)];
  }
  return counts;
}

async function resultsAre(topic: string, expected: Record<string, number[]>): Promise<void> {
  const results = Object.values(expected).flat().length;
  await until('all results', async () => (await readTopic(cluster.kafka, topic)).length >= results);
  expect(await history(topic)).toEqual(expected);
}

const sum = (restored: ReadonlyMap<string, number>) => [...restored.values()].reduce((a, b) => a + b, 0);

describe.skipIf(classPath === undefined).each([
  [typescript, java],
  [java, typescript],
])('$0.name first, then $1.name', (first, second) => {
  it.each(['memory', 'disk'] as const)('goes on counting words, store: %s', async (store) => {
    const app = `${run}-words-${first.name}-${store}`;
    const [input, output] = [`${app}-lines`, `${app}-counts`];
    await cluster.createTopics({ [input]: 3, [output]: 3 });
    const options = { topology: 'words', store, input, output, optimization: 'none' } as const;

    const one = await start(first, app, options);
    await cluster.produce(input, lines('to be or not to be', 'be', 'not'));
    await resultsAre(output, { to: [1, 2], be: [1, 2, 3], or: [1], not: [1, 2] });
    await one.stop();

    const two = await start(second, app, options);
    expect(sum(two.restored)).toBe(8);
    await cluster.produce(input, lines('be it so', 'not it'));
    await resultsAre(output, { to: [1, 2], be: [1, 2, 3, 4], or: [1], not: [1, 2, 3], it: [1, 2], so: [1] });
    await two.stop();

    const again = await start(first, app, options);
    // What is on the disk lacks only what the other has counted.
    expect(sum(again.restored)).toBe(store === 'disk' ? 5 : 13);
    await cluster.produce(input, lines('so be it'));
    await until('the last', async () => (await history(output)).it?.length === 3);
    expect(await history(output)).toMatchObject({ be: [1, 2, 3, 4, 5], it: [1, 2, 3], so: [1, 2] });
    await again.stop();
  });

  it('goes on with a table whose topic is its changelog, and with the rows that are removed', async () => {
    const app = `${run}-sizes-${first.name}`;
    const [input, output] = [`${app}-rows`, `${app}-sizes`];
    await cluster.createTopics({ [input]: 2, [output]: 2 });
    const options = { topology: 'sizes', store: 'disk', input, output, optimization: 'all' } as const;
    const rows = (...pairs: [string, string | null][]) =>
      cluster.produce(
        input,
        pairs.map(([key, value]) => ({ key, value })),
      );

    const one = await start(first, app, options);
    await rows(['a', 'red'], ['b', 'red'], ['c', 'blue'], ['d', 'blue']);
    await until('four rows', async () => Object.values(await history(output)).flat().length === 4);
    await one.stop();
    // Not yet in the table: it is restored up to what was committed.
    await rows(['c', null]);

    const two = await start(second, app, options);
    const fromSource = [...two.restored].filter(([changelog]) => changelog.startsWith(input));
    expect(sum(new Map(fromSource))).toBe(4);
    await rows(['a', 'blue'], ['b', null], ['e', 'red']);
    await until('the last', async () => (await history(output)).red?.at(-1) === 1);
    await until('all', async () => (await cluster.committed(app, input)) === 8);
    await two.stop();
    const sizes = await history(output);
    expect([sizes.red?.at(-1), sizes.blue?.at(-1)]).toEqual([1, 2]);
  });

  it('counts what the other wrote to its repartition topic', async () => {
    const app = `${run}-upstream-${first.name}`;
    const [input, output] = [`${app}-lines`, `${app}-counts`];
    const downstream = `${run}-downstream-${second.name}`;
    await cluster.createTopics({ [input]: 3, [output]: 3, [`${downstream}-counts`]: 3 });
    const one = await start(first, app, {
      ...{ topology: 'words', store: 'memory', input, output, optimization: 'none' },
    });
    await cluster.produce(input, lines('to be or not to be', 'be', 'ʻoʻo ʻoʻo'));
    const expected = { to: [1, 2], be: [1, 2, 3], or: [1], not: [1], ʻoʻo: [1, 2] };
    await resultsAre(output, expected);
    await one.stop();
    const two = await start(second, downstream, {
      ...{ topology: 'count', store: 'memory', optimization: 'none' },
      ...{ input: `${app}-words-repartition`, output: `${downstream}-counts` },
    });
    await resultsAre(`${downstream}-counts`, expected);
    await two.stop();
  });
});

describe.skipIf(classPath === undefined)('Java and TypeScript', () => {
  const messages: Message[] = [
    { key: 'a', value: 'one two three four five six', timestamp: '1000', headers: { trace: 'x' } },
    { key: 'a', value: 'two', timestamp: '900' },
    { key: 'a', value: null, timestamp: '3000', headers: { trace: 'y' } },
    { key: null, value: 'three', timestamp: '0' },
    { key: 'b', value: '', timestamp: '4000' },
    { key: 'c', value: null, timestamp: '4001' },
  ];

  it.each([
    ['words', 'none', 'memory', messages.filter(({ value }) => value !== null)],
    ['rows', 'none', 'disk', messages],
    ['rows', 'all', 'memory', messages],
    ['sizes', 'none', 'disk', messages],
  ] as const)(
    'write the same, byte by byte: %s, optimization %s, store: %s',
    async (topology, optimization, store, input) => {
      const prefix = `${run}-same-${topology}-${optimization}-${store}`;
      await cluster.createTopics({ [`${prefix}-input`]: 3 });
      // One partition of the input, so that there is one order in which everything happens.
      await cluster.produce(
        `${prefix}-input`,
        input.map((message) => ({ ...message, partition: 1 })),
      );
      const [mine, theirs] = [await observe(typescript), await observe(java)];
      expect(mine.description).toBe(theirs.description);
      expect(mine.topics).toEqual(theirs.topics);
      expect(Object.keys(mine.records).length).toBeGreaterThan(0);
      expect(mine.records).toEqual(theirs.records);

      /** Runs it on all of the input; topics are named without what is the application's own. */
      async function observe(engine: Engine) {
        const app = `${prefix}-${engine.name}`;
        await cluster.createTopics({ [`${app}-output`]: 3 });
        const running = await start(engine, app, {
          ...{ topology, store, optimization, input: `${prefix}-input`, output: `${app}-output` },
        });
        const repartitioned = (await applicationTopics(cluster.kafka, app))
          .map(({ name }) => `${app}-${name}`)
          .filter((name) => name.endsWith('-repartition'));
        await until('everything', () => cluster.isDrained(app, [`${prefix}-input`, ...repartitioned]));
        await running.stop();
        const topics = await applicationTopics(cluster.kafka, app);
        const records: Record<string, unknown[]> = {};
        for (const { name } of topics) {
          records[name] = (await readTopic(cluster.kafka, `${app}-${name}`)).map(readable);
        }
        return { description: running.description.replaceAll(app, 'app'), topics, records };
      }
    },
  );
});

function readable({ partition, offset, key, value, timestamp, headers }: RawRecord) {
  return {
    partition,
    offset,
    key: String(key),
    value: value?.toString('hex') ?? null,
    timestamp,
    headers: [...headers],
  };
}
