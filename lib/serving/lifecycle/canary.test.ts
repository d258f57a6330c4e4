import type { FeatureRecord } from '@kafka-tutorial/model';
import { ModelDescriptor } from '@kafka-tutorial/proto';
import { describe, expect, it } from 'vitest';
import { loadModel } from '../loadModel.ts';
import { ServedModel } from '../servedModel.ts';
import { type TestModel, testFactory } from '../testing.ts';
import { canary } from './canary.ts';
import { recordHash } from './recordHash.ts';

const records: FeatureRecord[] = Array.from({ length: 2_000 }, (_, i) => ({
  alcohol: i / 100,
  colour: `c${i % 7}`,
}));

async function served(name: string, model: TestModel): Promise<ServedModel> {
  const { factory } = testFactory({ [name]: model });
  return ServedModel.begin(
    await loadModel(new ModelDescriptor({ name, dataType: 'wine' }), factory),
    undefined,
    0,
  );
}

const slow: TestModel = {
  score: () => ({ value: 2 }),
  scoreBatch: async (all) => all.map(() => ({ value: 2 })),
};

describe('canary', () => {
  it.each([
    ['at once', { score: () => ({ value: 2 }) }],
    ['later', slow],
  ] as const)('scores its share of the records, where the models answer %s', async (_, model) => {
    const stable = await served('stable', { score: () => ({ value: 1 }) });
    const candidate = await served('candidate', model);
    const { outcomes, servedAt } = await canary(stable, candidate, 0.1).scoreBatch(records);
    const mine = outcomes.filter((outcome) => 'value' in outcome && outcome.value === 2);
    expect(mine.length / records.length).toBeGreaterThan(0.07);
    expect(mine.length / records.length).toBeLessThan(0.13);
    for (const [i, outcome] of outcomes.entries()) {
      expect(outcome).toEqual({ value: servedAt(i) === candidate ? 2 : 1 });
    }
    expect(candidate.stats().usage + stable.stats().usage).toBe(records.length);
  });

  it('sends the same record the same way, whatever comes with it', async () => {
    const stable = await served('stable', { score: () => ({ value: 1 }) });
    const candidate = await served('candidate', { score: () => ({ value: 2 }) });
    const scorer = canary(stable, candidate, 0.5);
    const together = await scorer.scoreBatch(records.slice(0, 50));
    for (const [i, record] of records.slice(0, 50).entries()) {
      expect((await scorer.scoreBatch([record])).outcomes[0]).toEqual(together.outcomes[i]);
    }
  });

  it.each([
    [0, 1],
    [1, 2],
  ])('with a share of %d leaves nothing to the other', async (share, value) => {
    const stable = await served('stable', { score: () => ({ value: 1 }) });
    const candidate = await served('candidate', { score: () => ({ value: 2 }) });
    const { outcomes } = await canary(stable, candidate, share).scoreBatch(records);
    expect(new Set(outcomes.map((outcome) => 'value' in outcome && outcome.value))).toEqual(new Set([value]));
  });
});

describe('recordHash', () => {
  it('spreads records evenly', () => {
    const counts = new Array<number>(10).fill(0);
    for (const record of records) {
      const tenth = Math.floor(recordHash(record) * 10);
      counts[tenth] = (counts[tenth] ?? 0) + 1;
    }
    for (const count of counts) expect(Math.abs(count - 200)).toBeLessThan(60);
  });
});
