import { ModelDescriptor } from '@kafka-tutorial/proto';
import { describe, expect, it } from 'vitest';
import { loadModel } from './loadModel.ts';
import { ServedModel, statsOf } from './servedModel.ts';
import { testFactory } from './testing.ts';

const descriptor = (name: string) => new ModelDescriptor({ name, dataType: 'wine', modeltype: 2 });

describe('ServedModel', () => {
  it('is cleaned up only after the batch that was being scored when it retired', async () => {
    let finish: (value: { value: number }[]) => void = () => {};
    const slow = { scoreBatch: () => new Promise<{ value: number }[]>((resolve) => (finish = resolve)) };
    const { factory, cleaned } = testFactory({ slow });
    const served = ServedModel.begin(await loadModel(descriptor('slow'), factory), undefined, 0);
    const scoring = served.scoreBatch([{}]);
    served.retire();
    expect(cleaned).toEqual([]);
    finish([{ value: 5 }]);
    expect(await scoring).toMatchObject({ outcomes: [{ value: 5 }] });
    expect(cleaned).toEqual(['slow']);
  });

  it('is cleaned up at once when it retires idle', async () => {
    const { factory, cleaned } = testFactory({ idle: {} });
    ServedModel.begin(await loadModel(descriptor('idle'), factory), undefined, 0).retire();
    expect(cleaned).toEqual(['idle']);
  });

  it('counts versions and remembers what served before', async () => {
    const { factory } = testFactory({ first: {}, second: {} });
    const first = ServedModel.begin(await loadModel(descriptor('first'), factory), undefined, 1000);
    await first.scoreBatch([{}, {}]);
    const second = ServedModel.begin(await loadModel(descriptor('second'), factory), first, 2000);
    expect(second.stats()).toMatchObject({
      name: 'second',
      version: 2,
      since: 2000,
      usage: 0,
      min: 0,
      max: 0,
    });
    expect(second.stats().previous).toEqual([
      { name: 'first', modelType: 'PMML', version: 1, since: 1000, until: 2000, usage: 2 },
    ]);
    expect(first.stats().max).toBeGreaterThan(0);
  });
});

describe('a snapshot of a ServedModel', () => {
  it('lets its statistics go on after a restart', async () => {
    const { factory } = testFactory({ first: {}, second: {} });
    const first = ServedModel.begin(await loadModel(descriptor('first'), factory), undefined, 1000);
    const second = ServedModel.begin(await loadModel(descriptor('second'), factory), first, 2000);
    await second.scoreBatch([{}, {}, {}]);
    const text = JSON.stringify(second.snapshot());
    const resumed = ServedModel.resume(await loadModel(descriptor('second'), factory), JSON.parse(text));
    expect(resumed.stats()).toEqual(second.stats());
    expect(statsOf(JSON.parse(text))).toEqual(second.stats());
    await resumed.scoreBatch([{}]);
    expect(resumed.stats()).toMatchObject({ usage: 4, version: 2, previous: [{ name: 'first' }] });
  });

  it('repeats no more than the beginning of long texts', async () => {
    const name = 'x'.repeat(5000);
    const { factory } = testFactory({ [name]: {} });
    const first = ServedModel.begin(await loadModel(descriptor(name), factory), undefined, 1000);
    const second = ServedModel.begin(first.loaded, first, 2000);
    expect(second.snapshot().name).toHaveLength(1000);
    expect(second.snapshot().previous[0]?.name).toHaveLength(1000);
    expect(second.stats().name).toBe(name);
  });

  it('of a model that has scored nothing keeps its minimum open', async () => {
    const { factory } = testFactory({ idle: {} });
    const idle = ServedModel.begin(await loadModel(descriptor('idle'), factory), undefined, 1000);
    const resumed = ServedModel.resume(idle.loaded, idle.snapshot());
    await resumed.scoreBatch([{}]);
    expect(resumed.stats().min).toBeGreaterThan(0);
  });
});

describe('loadModel', () => {
  it('refuses a model that fails on the sample, and cleans it up', async () => {
    const { factory, cleaned } = testFactory({
      broken: {
        score: () => {
          throw new Error('shape mismatch');
        },
      },
    });
    await expect(loadModel(descriptor('broken'), factory)).rejects.toThrow('shape mismatch');
    expect(cleaned).toEqual(['broken']);
  });
});
