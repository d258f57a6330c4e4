import { finished } from 'node:stream/promises';
import { ModelDescriptor, ScoredRecord } from '@kafka-tutorial/proto';
import { silentLogger } from '@kafka-tutorial/util';
import {
  KafkaJSConnectionError,
  KafkaJSNonRetriableError,
  KafkaJSNumberOfRetriesExceeded,
  type ProducerBatch,
} from 'kafkajs';
import { beforeEach, describe, expect, it } from 'vitest';
import { dataTypeNamed } from './dataTypes.ts';
import type { InputRecord } from './inputRecord.ts';
import { loadModel } from './loadModel.ts';
import type { Outcome } from './outcome.ts';
import { ResultSink } from './resultSink.ts';
import { ServedModel } from './servedModel.ts';
import { inputRecord, testFactory } from './testing.ts';

const { factory } = testFactory({ tree: {} });
const descriptor = new ModelDescriptor({ name: 'tree', dataType: 'wine', modeltype: 2 });
const served = ServedModel.begin(await loadModel(descriptor, factory), undefined, 0);
const dataType = dataTypeNamed('wine');
const reason = { code: 'RECORD_EMPTY', message: 'the record has no bytes' };

const scored = (value: number | string | null): Outcome => ({
  ...{ kind: 'scored', input: inputRecord(null, 'wine', 2), dataType, served, micros: 3 },
  score: { value, probabilities: { '5': 0.75 } },
});
const deadLettered: Outcome = {
  kind: 'deadLettered',
  input: inputRecord(Buffer.from('bytes'), 'wine', 1),
  reason,
};
const rejected = (partition: number): Outcome => ({
  ...{ kind: 'modelRejected', input: inputRecord(Buffer.from('model'), 'wine', partition) },
  ...{ name: 'bad', dataType: 'wine', modelType: 'PMML', reason },
});

let requests: ProducerBatch[];
let marked: InputRecord[];
let published: number;
let answer: () => Promise<void>;
let sink: ResultSink;

beforeEach(() => {
  requests = [];
  marked = [];
  published = 0;
  answer = async () => {};
  sink = new ResultSink({
    producer: {
      sendBatch: async (batch) => {
        requests.push(batch);
        await answer();
        return [];
      },
    },
    progress: {
      isOurs: async ({ partition }) => partition === 0,
      mark: (records) => void marked.push(...records),
    },
    approach: 'customStage',
    logger: silentLogger,
    pauseMs: 1,
    onPublished: (outcomes) => {
      published += outcomes.length;
    },
  });
});

const messages = (topic: string) =>
  requests
    .flatMap(({ topicMessages = [] }) => topicMessages.filter((one) => one.topic === topic))
    .flatMap((one) => one.messages);

async function write(...outcomes: Outcome[]): Promise<void> {
  for (const outcome of outcomes) sink.write(outcome);
  sink.end();
  await finished(sink);
}

describe('ResultSink', () => {
  it('publishes results under the key and in the partition of their record', async () => {
    await write(scored(5), scored('six'), scored(null));
    const decoded = messages('models_results').map(({ value, ...rest }) => ({
      ...rest,
      record: ScoredRecord.decode(value as Buffer),
    }));
    expect(decoded[0]).toMatchObject({ key: Buffer.from('wine'), partition: 2 });
    expect(decoded.map(({ record }) => record.result)).toEqual(['number', 'label', undefined]);
    expect(decoded[0]?.record).toMatchObject({
      ...{ topic: 'models_data', partition: 2, dataType: 'wine', number: 5, probabilities: { '5': 0.75 } },
      ...{
        modelName: 'tree',
        modelVersion: 1,
        approach: 'customStage',
        scoringMicros: 3,
      },
    });
    expect(Number(decoded[0]?.record.eventTime)).toBe(1500000000000);
  });

  it('publishes large records in requests of their own, in their order', async () => {
    const large = (partition: number): Outcome => ({
      ...{ kind: 'deadLettered', reason },
      input: inputRecord(Buffer.alloc(1_048_400), 'wine', partition),
    });
    await write(scored(1), large(0), large(1), deadLettered, scored(2));
    const sizes = requests.map(({ topicMessages = [] }) =>
      topicMessages.flatMap((one) => one.messages.map(({ value }) => value?.length ?? 0)),
    );
    expect(sizes.flat()).toHaveLength(5);
    for (const one of sizes) expect(one.length === 1 || Math.max(...one) < 1_000).toBe(true);
    const sources = messages('models_dead_letters').map(({ headers }) => headers?.['source.partition']);
    expect(sources).toEqual(['0', '1', '1']);
    expect(marked).toHaveLength(5);
  });

  it('publishes what is bad as it came, with the reason in the headers', async () => {
    await write(deadLettered);
    expect(messages('models_dead_letters')).toEqual([
      {
        key: Buffer.from('wine'),
        value: Buffer.from('bytes'),
        headers: {
          'error.code': 'RECORD_EMPTY',
          'error.message': 'the record has no bytes',
          'source.topic': 'models_data',
          'source.partition': '1',
          'source.offset': deadLettered.input.message.offset,
        },
      },
    ]);
  });

  it('reports a rejected model only where it is this member’s to report', async () => {
    await write(rejected(0), rejected(1));
    expect(messages('models_dead_letters')).toHaveLength(1);
    expect(marked).toHaveLength(2);
  });

  it('marks records as done only after they are acknowledged, skipped ones as well', async () => {
    let acknowledge: () => void = () => {};
    answer = () =>
      new Promise((resolve) => {
        acknowledge = resolve;
      });
    const done = write(scored(5), { kind: 'skipped', input: inputRecord(null), dataType });
    while (requests.length === 0) await new Promise((resolve) => setImmediate(resolve));
    expect([marked.length, published]).toEqual([0, 0]);
    acknowledge();
    await done;
    expect([marked.length, published]).toEqual([2, 2]);
  });

  it('sends again, however often kafkajs gives up, while Kafka is away', async () => {
    const away = new KafkaJSNumberOfRetriesExceeded(new KafkaJSConnectionError('refused', {}), {
      retryCount: 8,
      retryTime: 5000,
    });
    answer = async () => {
      if (requests.length <= 3) throw away;
    };
    await write(scored(5));
    expect(requests).toHaveLength(4);
    expect([marked.length, published]).toEqual([1, 1]);
  });

  it('fails, and marks nothing, when Kafka refuses', async () => {
    answer = () => Promise.reject(new KafkaJSNonRetriableError('not authorized'));
    await expect(write(scored(5))).rejects.toThrow('not authorized');
    expect(requests).toHaveLength(1);
    expect([marked.length, published]).toEqual([0, 0]);
  });

  it('sends what has gathered in one request', async () => {
    await write(...Array.from({ length: 100 }, () => scored(5)));
    expect(requests.length).toBeLessThanOrEqual(2);
    expect(messages('models_results')).toHaveLength(100);
  });
});
