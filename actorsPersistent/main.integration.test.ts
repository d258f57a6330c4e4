import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { modelCatalog, readModelDescriptor, readPenguinRecords, readWineRecords } from '@kafka-tutorial/data';
import { ensureTopics, type FollowedRecord, followTopic } from '@kafka-tutorial/kafka';
import { describeWithKafka, uniqueName } from '@kafka-tutorial/kafka/testing';
import { ModelDescriptor, PenguinRecord, ScoredRecord, WineRecord } from '@kafka-tutorial/proto';
import { producerConfig, type ServerState, topicSpecs, topics } from '@kafka-tutorial/serving';
import { silentLogger } from '@kafka-tutorial/util';
import { TestProgram } from '@kafka-tutorial/util/testing';
import type { Message, Producer } from 'kafkajs';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';

const buffer = (bytes: Uint8Array) => Buffer.from(bytes);

async function modelMessage(name: string, change = {}): Promise<Message> {
  const entry = (await modelCatalog()).find((known) => known.name === name);
  if (!entry) throw new Error(`no model is called ${name}`);
  const descriptor = { ...(await readModelDescriptor(entry)), ...change };
  return { key: descriptor.dataType ?? null, value: buffer(ModelDescriptor.encode(descriptor).finish()) };
}

const wines = (await readWineRecords()).map((wine) => buffer(WineRecord.encode(wine).finish()));
const penguins = (await readPenguinRecords()).map((penguin) =>
  buffer(PenguinRecord.encode(penguin).finish()),
);

// int64 fields are decoded as Long; offsets here are small.
function decodeResult(bytes: Buffer | null) {
  const result = ScoredRecord.decode(bytes ?? Buffer.alloc(0));
  return Object.assign(result, { offset: Number(result.offset) });
}

describeWithKafka('actorsPersistent as a program', (connection) => {
  let dir: string;
  const group = uniqueName('actorsPersistent');
  const results: (ScoredRecord & { readonly offset: number })[] = [];
  const deadLetters: FollowedRecord[] = [];
  const stops: (() => Promise<unknown>)[] = [];
  let producer: Producer;

  const start = () => {
    const env = { KAFKA_BROKERS: connection().brokers.join(','), LOG_LEVEL: 'info', TUTORIAL_DIR: dir };
    const program = new TestProgram('actorsPersistent/main.ts', ['--port', '0', '--group', group], env);
    stops.push(() => program.stop('SIGKILL'));
    return program;
  };
  // Sends records one after the other; the results are counted by these places in the topic.
  const send = async (key: string | null, values: readonly Buffer[]) => {
    const sent = await producer.send({
      topic: topics.data,
      messages: values.map((value) => ({ key, value })),
    });
    return sent.map(({ partition, baseOffset }) => ({ partition, from: Number(baseOffset) }));
  };
  const resultsAt = ({ partition, from }: { partition: number; from: number }, count: number) =>
    results.filter((r) => r.partition === partition && r.offset >= from && r.offset < from + count);
  const scored = (place: { partition: number; from: number } | undefined, count: number) =>
    vi.waitFor(
      () => {
        const found = place ? resultsAt(place, count) : [];
        expect(found).toHaveLength(count);
        return found;
      },
      { timeout: 20_000, interval: 20 },
    );
  const deadLettered = (code: string) =>
    vi.waitFor(
      () => {
        const found = deadLetters.find(({ message }) => String(message.headers?.['error.code']) === code);
        expect(found, code).toBeDefined();
        return found as FollowedRecord;
      },
      { timeout: 20_000, interval: 20 },
    );

  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'actors-'));
    stops.push(() => rm(dir, { recursive: true }));
    const { kafka } = connection();
    await ensureTopics(kafka, topicSpecs);
    producer = kafka.producer(producerConfig);
    await producer.connect();
    stops.push(() => producer.disconnect());
    const onResult = ({ message }: FollowedRecord) => void results.push(decodeResult(message.value));
    const onDeadLetter = (record: FollowedRecord) => void deadLetters.push(record);
    for (const [topic, onRecord] of [
      [topics.results, onResult],
      [topics.deadLetters, onDeadLetter],
    ] as const) {
      const follower = await followTopic({ kafka, topic, groupId: 'test', onRecord, logger: silentLogger });
      stops.push(() => follower.stop());
    }
  });
  afterAll(async () => {
    for (const stop of stops.reverse()) await stop();
  });

  describe('from a backlog to a stop and on', () => {
    let program: TestProgram;
    let url: string;
    const state = async () => (await (await fetch(`${url}/state`)).json()) as ServerState;

    it('scores a backlog with the models that are already there', async () => {
      await producer.send({
        topic: topics.models,
        messages: [await modelMessage('wineDecisionTree'), await modelMessage('penguinDecisionTree')],
      });
      const [wine] = await send('wine', wines.slice(0, 500));
      const [penguin] = await send('penguins', penguins.slice(0, 50));
      program = start();
      [, url = ''] = await program.line(/page: (http\S+)/);
      const [first] = await scored(wine, 500);
      expect(first).toMatchObject({
        ...{
          topic: topics.data,
          dataType: 'wine',
          modelName: 'wineDecisionTree',
          approach: 'actorsPersistent',
        },
        number: expect.any(Number),
      });
      expect((await scored(penguin, 50))[0]).toMatchObject({
        dataType: 'penguins',
        label: expect.any(String),
      });
      expect((await state()).skipped).toBe(0);
    });

    it('answers on all endpoints', async () => {
      for (const path of ['/', '/state', '/topology', '/metrics', '/health/live', '/health/ready']) {
        expect((await fetch(url + path)).status, path).toBe(200);
      }
      expect(await state()).toMatchObject({ approach: 'actorsPersistent', instance: 'a', deadLettered: 0 });
    });

    it('swaps models while records come', async () => {
      await producer.send({ topic: topics.models, messages: [await modelMessage('wineTensorFlow')] });
      await vi.waitFor(async () => expect((await state()).models.wine?.name).toBe('wineTensorFlow'), 20_000);
      const [wine] = await send('wine', wines.slice(0, 20));
      for (const result of await scored(wine, 20)) expect(result.modelName).toBe('wineTensorFlow');
      expect((await state()).models.wine?.previous[0]?.name).toBe('wineDecisionTree');
    });

    it('dead-letters what is bad and goes on with the model it has', async () => {
      const corrupt = await modelMessage('wineDecisionTree', { name: 'corrupt', data: Buffer.from('<PMML') });
      const unknown = await modelMessage('wineDecisionTree', { name: 'unknown', modeltype: 77 });
      await producer.send({ topic: topics.models, messages: [corrupt, unknown] });
      const truncated = (wines[0] as Buffer).subarray(0, 50);
      await send('wine', [truncated, Buffer.alloc(0)]);
      const [good] = await send('wine', wines.slice(0, 3));
      for (const [code, value] of [
        ['MODEL_CORRUPT', corrupt.value],
        ['MODEL_TYPE_UNKNOWN', unknown.value],
        ['RECORD_CORRUPT', truncated],
        ['RECORD_EMPTY', Buffer.alloc(0)],
      ] as const) {
        const { message } = await deadLettered(code);
        expect(message.value).toEqual(value);
        expect(String(message.headers?.['source.topic'])).toBe(
          code.startsWith('MODEL') ? topics.models : topics.data,
        );
      }
      for (const result of await scored(good, 3)) expect(result.modelName).toBe('wineTensorFlow');
      expect((await state()).deadLettered).toBe(4);
    });

    it('stops within five seconds, and goes on where it stopped: no record twice, no dead letter twice', async () => {
      const before = Date.now();
      expect(await program.stop('SIGINT')).toBe(0);
      expect(Date.now() - before).toBeLessThan(5000);
      await expect(fetch(url)).rejects.toThrow();

      const [wine] = await send('wine', wines.slice(0, 100));
      program = start();
      [, url = ''] = await program.line(/page: (http\S+)/);
      for (const result of await scored(wine, 100)) expect(result.modelName).toBe('wineTensorFlow');
      expect(await program.stop('SIGTERM')).toBe(0);

      const places = results.map(({ partition, offset }) => `${partition}@${offset}`);
      expect(new Set(places).size).toBe(places.length);
      expect(deadLetters.map(({ message }) => String(message.headers?.['error.code'])).sort()).toEqual([
        ...['MODEL_CORRUPT', 'MODEL_TYPE_UNKNOWN', 'RECORD_CORRUPT', 'RECORD_EMPTY'],
      ]);
    });
  });
});
