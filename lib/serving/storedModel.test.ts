import { ModelDescriptor } from '@kafka-tutorial/proto';
import { silentLogger } from '@kafka-tutorial/util';
import { describe, expect, it } from 'vitest';
import { DurableModels } from './durableModels.ts';
import { loadModel } from './loadModel.ts';
import { decodeStoredModel, encodeStoredModel } from './storedModelBytes.ts';
import { modelRecord, testFactory } from './testing.ts';

const { factory, cleaned } = testFactory({ first: {}, second: {} });
const options = { factory, logger: silentLogger, now: () => 1000 };
const load = (name: string) =>
  loadModel(
    new ModelDescriptor({ name, dataType: 'wine', modeltype: 2, description: `the ${name}` }),
    factory,
  );

async function withTwoModels() {
  const models = new DurableModels(options);
  models.swap(await load('first'), modelRecord({ name: 'first' }));
  const input = modelRecord({ name: 'second' });
  return { models, input, ...models.swap(await load('second'), input) };
}

describe('a stored model', () => {
  it('is the same after it was bytes', async () => {
    const { stored } = await withTwoModels();
    expect(decodeStoredModel(encodeStoredModel(stored))).toEqual(stored);
  });

  it('is refused when it is damaged, at whatever byte it ends', async () => {
    const { stored } = await withTwoModels();
    const bytes = encodeStoredModel(stored);
    const headEnd = bytes.length - stored.descriptor.length;
    for (let end = 0; end < headEnd; end++) {
      expect(() => decodeStoredModel(bytes.subarray(0, end)), String(end)).toThrow();
    }
    expect(decodeStoredModel(bytes.subarray(0, headEnd)).descriptor).toHaveLength(0);
  });

  it.each([
    ['a version that is text', { version: '1' }],
    ['a negative time', { since: -1 }],
    ['no times', { times: null }],
    ['a previous model that is none', { previous: [7] }],
    ['too many previous models', { previous: Array.from({ length: 101 }, () => ({})) }],
  ])('is refused with %s', async (_what, change) => {
    const { stored } = await withTwoModels();
    const begin = { ...stored.begin, ...change } as typeof stored.begin;
    expect(() => decodeStoredModel(encodeStoredModel({ ...stored, begin }))).toThrow(
      /the stored \w+ cannot be/,
    );
  });
});

describe('DurableModels', () => {
  it('go on where they were: model, version, statistics, history, and what was taken', async () => {
    const { models, served, stored, input } = await withTwoModels();
    await served.scoreBatch([{}, {}]);
    const [[, statistics = null] = []] = [...models.changedStatistics()];
    const restarted = new DurableModels(options);
    restarted.rebuild([{ dataType: 'wine', stored, statistics }]);
    expect(restarted.hasTaken(input)).toBe(true);
    await restarted.rebuilding;
    expect(restarted.rebuilding).toBeUndefined();
    expect(restarted.models()).toEqual(models.models());
    expect(restarted.models().wine).toMatchObject({ name: 'second', version: 2, usage: 2, since: 1000 });
    expect(restarted.hasTaken(modelRecord({ name: 'second' }))).toBe(false);
  });

  it('begin their statistics anew when the stored ones are those of the model before', async () => {
    const { models, stored } = await withTwoModels();
    const before = { ...stored.begin, version: 1, errors: 9 };
    const restarted = new DurableModels(options);
    restarted.rebuild([{ dataType: 'wine', stored, statistics: before }]);
    await restarted.rebuilding;
    expect(restarted.models()).toEqual(models.models());
  });

  it('tell the statistics that changed, each change once', async () => {
    const { models, served } = await withTwoModels();
    expect([...models.changedStatistics()]).toEqual([]);
    await served.scoreBatch([{}]);
    expect([...models.changedStatistics()].map(([dataType, { times }]) => [dataType, times.usage])).toEqual([
      ['wine', 1],
    ]);
    expect([...models.changedStatistics()]).toEqual([]);
  });

  it('do without a model that cannot be built any more, and say so', async () => {
    const { stored } = await withTwoModels();
    const complaints: string[] = [];
    const logger = { ...silentLogger, error: (text: string) => complaints.push(text) };
    const restarted = new DurableModels({ ...options, logger });
    restarted.rebuild([
      { dataType: 'wine', stored: { ...stored, descriptor: Buffer.from('?') }, statistics: null },
    ]);
    await restarted.rebuilding;
    expect(restarted.models()).toEqual({});
    expect(complaints).toEqual([expect.stringContaining('the stored model for wine cannot serve any more')]);
  });

  it('clean up what is built after they were closed', async () => {
    const { stored } = await withTwoModels();
    const restarted = new DurableModels(options);
    restarted.rebuild([{ dataType: 'wine', stored, statistics: null }]);
    cleaned.length = 0;
    restarted.close();
    await restarted.rebuilding;
    expect(cleaned).toEqual(['second']);
    expect(restarted.models()).toEqual({});
  });
});
