import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { modelCatalog, readModelDescriptor, readWineRecords } from '@kafka-tutorial/data';
import { ensureTopics, type FollowedRecord, followTopic } from '@kafka-tutorial/kafka';
import { describeWithKafka, uniqueName } from '@kafka-tutorial/kafka/testing';
import { ModelDescriptor, ScoredRecord, WineRecord } from '@kafka-tutorial/proto';
import {
  headersOfRole,
  type ModelRole,
  type ModelStats,
  producerConfig,
  type ServerState,
  topicSpecs,
  topics,
} from '@kafka-tutorial/serving';
import { silentLogger } from '@kafka-tutorial/util';
import { TestProgram } from '@kafka-tutorial/util/testing';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';

const modelFolder = fileURLToPath(new URL('../data/models/', import.meta.url));
const catalog = await modelCatalog();
const wines = (await readWineRecords()).map((wine) => Buffer.from(WineRecord.encode(wine).finish()));
const entryOf = (name: string) => {
  const entry = catalog.find((known) => known.name === name);
  if (!entry) throw new Error(`no model is called ${name}`);
  return entry;
};

describeWithKafka('models in a running customStage', (connection) => {
  const shadows: ScoredRecord[] = [];
  const results: ScoredRecord[] = [];
  const deadLetters: FollowedRecord[] = [];
  const stops: (() => Promise<unknown> | unknown)[] = [];
  let producer: ReturnType<ReturnType<typeof connection>['kafka']['producer']>;
  let url = '';
  let host = '';

  const state = async () => (await (await fetch(`${url}/state`)).json()) as ServerState;
  const wine = async (): Promise<ModelStats | undefined> => (await state()).models.wine;
  const serves = (expected: object) =>
    vi.waitFor(async () => expect(await wine()).toMatchObject(expected), { timeout: 20_000, interval: 50 });
  const publish = (value: Uint8Array | null, headers = {}) =>
    producer.send({
      topic: topics.models,
      messages: [{ key: 'wine', value: value && Buffer.from(value), headers }],
    });
  const send = async (name: string, role: ModelRole = { label: 'stable' }) =>
    publish(ModelDescriptor.encode(await readModelDescriptor(entryOf(name))).finish(), headersOfRole(role));
  const refer = async (name: string, location: string) => {
    const descriptor = { ...(await readModelDescriptor(entryOf(name))), data: null, location };
    await publish(ModelDescriptor.encode(descriptor).finish());
  };
  const scored = async (count: number, of: readonly ScoredRecord[], from: number) => {
    await producer.send({
      topic: topics.data,
      messages: wines.slice(0, count).map((value) => ({ key: 'wine', value })),
    });
    await vi.waitFor(() => expect(of.length - from).toBe(count), { timeout: 20_000, interval: 50 });
    return of.slice(from);
  };

  beforeAll(async () => {
    const { kafka, brokers } = connection();
    await ensureTopics(kafka, topicSpecs);
    producer = kafka.producer(producerConfig);
    await producer.connect();
    stops.push(() => producer.disconnect());
    const collect = (into: ScoredRecord[]) => (record: FollowedRecord) =>
      void into.push(ScoredRecord.decode(record.message.value ?? Buffer.alloc(0)));
    for (const [topic, onRecord] of [
      [topics.results, collect(results)],
      [topics.shadow, collect(shadows)],
      [topics.deadLetters, (record: FollowedRecord) => void deadLetters.push(record)],
    ] as const) {
      const follower = await followTopic({ kafka, topic, groupId: 'test', onRecord, logger: silentLogger });
      stops.push(() => follower.stop());
    }
    const files = createServer((request, answer) => {
      answer.end(readFileSync(`${modelFolder}${request.url?.slice(1)}`));
    });
    await new Promise<void>((resolve) => files.listen(0, '127.0.0.1', resolve));
    stops.push(() => files.close());
    host = `127.0.0.1:${(files.address() as AddressInfo).port}`;
    const args = [
      '--port',
      '0',
      '--group',
      uniqueName('models'),
      '--model-root',
      modelFolder,
      '--model-hosts',
      host,
    ];
    const program = new TestProgram('customStage/main.ts', args, {
      KAFKA_BROKERS: brokers.join(','),
      LOG_LEVEL: 'info',
    });
    stops.push(() => program.stop('SIGKILL'));
    [, url = ''] = await program.line(/page: (http\S+)/);
  });
  afterAll(async () => {
    for (const stop of stops.reverse()) await stop();
  });

  it.each(['wineDecisionTree', 'wineTensorFlow', 'wineSavedModel', 'wineExtraTrees'])(
    'swaps in a model of its type by value: %s',
    async (name) => {
      await send(name);
      await serves({ name, modelType: entryOf(name).modeltype });
      for (const { modelName } of await scored(5, results, results.length)) expect(modelName).toBe(name);
    },
  );

  it.each([
    ['wineLinearRegression', () => 'wine_linear_regression.pmml'],
    ['wineTensorFlow', () => `file://${modelFolder}wine_tensorflow.pb`],
    ['wineSavedModel', () => 'wine_saved_model'],
    ['wineExtraTrees', () => `http://${host}/wine_extra_trees.onnx`],
  ])('swaps in a model of its type by reference: %s', async (name, location) => {
    await refer(name, location());
    const { data } = await readModelDescriptor(entryOf(name));
    const sha256 = createHash('sha256')
      .update(data ?? '')
      .digest('hex');
    await serves({ name, modelType: entryOf(name).modeltype, location: location(), sha256 });
    for (const { modelName } of await scored(5, results, results.length)) expect(modelName).toBe(name);
  });

  it.each([['../package.json'], ['http://127.0.0.1:1/model']])('refuses %s and goes on', async (location) => {
    const before = await wine();
    await refer('wineDecisionTree', location);
    await vi.waitFor(
      () => {
        const reasons = deadLetters.map(({ message }) => String(message.headers?.['error.message']));
        expect(reasons.filter((reason) => reason.includes(JSON.stringify(location)))).toHaveLength(1);
      },
      { timeout: 20_000, interval: 50 },
    );
    expect(String(deadLetters.at(-1)?.message.headers?.['error.code'])).toBe('MODEL_LOCATION_REFUSED');
    expect(await wine()).toMatchObject({ name: before?.name, version: before?.version });
  });

  it('lets a canary score its share, and promotes it', async () => {
    await send('wineDecisionTree');
    await send('wineGradientBoosting', { label: 'canary', share: 0.5 });
    await serves({
      name: 'wineDecisionTree',
      candidates: [{ name: 'wineGradientBoosting', label: 'canary' }],
    });
    const names = (await scored(200, results, results.length)).map(({ modelName }) => modelName);
    const byCanary = names.filter((name) => name === 'wineGradientBoosting').length;
    expect(byCanary).toBeGreaterThan(60);
    expect(byCanary).toBeLessThan(140);
    await publish(null, { 'model.control': 'promote' });
    await serves({ name: 'wineGradientBoosting', candidates: [] });
  });

  it('lets a shadow score the same records to a topic of its own', async () => {
    await send('wineRandomForest', { label: 'shadow' });
    await serves({ candidates: [{ name: 'wineRandomForest', label: 'shadow', compared: 0 }] });
    const aside = await scored(100, shadows, 0);
    expect(new Set(aside.map(({ modelName }) => modelName))).toEqual(new Set(['wineRandomForest']));
    const { candidates } = (await wine()) ?? {};
    expect(candidates).toMatchObject([{ compared: 100, different: expect.any(Number) }]);
    expect(results.slice(-100).map(({ modelName }) => modelName)).not.toContain('wineRandomForest');
  });

  it('rolls back to the model that served before', async () => {
    await publish(null, { 'model.control': 'rollback' });
    await serves({ name: 'wineDecisionTree', previous: expect.arrayContaining([]) });
    for (const { modelName } of await scored(5, results, results.length))
      expect(modelName).toBe('wineDecisionTree');
  });
});
