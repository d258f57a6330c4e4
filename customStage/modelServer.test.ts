import { Readable, Writable } from 'node:stream';
import type { Outcome } from '@kafka-tutorial/serving';
import {
  inputRecord,
  modelRecord,
  type TestModel,
  testFactory,
  wineBytes,
} from '@kafka-tutorial/serving/testing';
import { describe, expect, it } from 'vitest';
import { buildModelServer } from './modelServer.ts';

const answering = (value: number): TestModel => ({ score: () => ({ value }) });

function serverWith(models: Readonly<Record<string, TestModel>>) {
  const data = new Readable({ objectMode: true, read() {} });
  const outcomes: Outcome[] = [];
  const results = new Writable({
    objectMode: true,
    write(outcome: Outcome, _encoding, callback) {
      outcomes.push(outcome);
      callback();
    },
  });
  const { factory, cleaned } = testFactory(models);
  const server = buildModelServer({ data, results, factory });
  return { data, outcomes, cleaned, server, run: server.run() };
}

const brief = (outcome: Outcome) => {
  if (outcome.kind === 'scored') return outcome.score.value;
  if (outcome.kind === 'modelAccepted') return outcome.served.loaded.name;
  return outcome.kind === 'skipped' ? 'skipped' : outcome.reason.code;
};

const until = async (condition: () => boolean) => {
  while (!condition()) await new Promise((resolve) => setImmediate(resolve));
};

describe('the custom stage’s model server', () => {
  it('swaps models between two records and cleans up the old one', async () => {
    const { data, outcomes, cleaned, server, run } = serverWith({ five: answering(5), six: answering(6) });
    data.push(inputRecord(wineBytes()));
    await until(() => outcomes.length === 1);
    await server.takeModel(modelRecord({ name: 'five' }));
    data.push(inputRecord(wineBytes()));
    await until(() => outcomes.length === 3);
    await server.takeModel(modelRecord({ name: 'six' }));
    data.push(inputRecord(wineBytes()));
    data.push(null);
    await run;
    expect(outcomes.map(brief)).toEqual(['skipped', 'five', 5, 'six', 6]);
    expect(cleaned).toEqual(['five', 'six']);
  });

  it('goes on with the old model when a new one is bad', async () => {
    const { data, outcomes, server, run } = serverWith({ five: answering(5) });
    await server.takeModel(modelRecord({ name: 'five' }));
    await server.takeModel(modelRecord({ name: 'unreadable' }));
    await server.takeModel(modelRecord({ name: 'five', dataType: 'beer' }));
    await server.takeModel(inputRecord(null));
    await server.takeModel(inputRecord(Buffer.alloc(30, 0xff)));
    data.push(inputRecord(wineBytes()));
    data.push(null);
    await run;
    const codes = ['MODEL_CORRUPT', 'RECORD_TYPE_UNKNOWN', 'MODEL_RECORD_EMPTY', 'MODEL_RECORD_CORRUPT'];
    expect(outcomes.map(brief)).toEqual(['five', ...codes, 5]);
    expect(server.stage.state.models().wine).toBeUndefined();
  });

  it('lets its state be read while it serves', async () => {
    const { data, outcomes, server, run } = serverWith({ five: answering(5) });
    await server.takeModel(modelRecord({ name: 'five', description: 'always five' }));
    data.push(inputRecord(wineBytes()));
    data.push(inputRecord(Buffer.alloc(0)));
    await until(() => outcomes.length === 3);
    expect(server.stage.state.models()).toMatchObject({
      wine: {
        name: 'five',
        description: 'always five',
        modelType: 'PMML',
        usage: 1,
        version: 1,
        previous: [],
      },
    });
    data.push(null);
    await run;
  });

  it('reports the failure of a part', async () => {
    const { data, run } = serverWith({});
    data.destroy(new Error('Kafka is gone'));
    await expect(run).rejects.toThrow('Kafka is gone');
  });
});
