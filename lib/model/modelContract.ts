import type { ModelDescriptorProperties } from '@kafka-tutorial/proto';
import { describe, expect, it } from 'vitest';
import { ModelError } from './errors.ts';
import type { FeatureRecord, Model, RecordSchema, ScoreOutcome } from './model.ts';
import { createModelFactory } from './modelFactory.ts';

export interface ModelExample {
  readonly descriptor: ModelDescriptorProperties;
  readonly schema: RecordSchema;
  /** Records that the model scores, at least two, not all alike. */
  readonly good: readonly FeatureRecord[];
  /** A record that it refuses. */
  readonly bad: FeatureRecord;
  /** How far scores of the same record may lie apart when other records are scored with it; 0. */
  readonly tolerance?: number;
}

/** What every model promises, whatever its type: tests of `Model` and of the factory that makes it. */
export function describeModel(name: string, example: ModelExample): void {
  const { descriptor, schema, good, bad, tolerance = 0 } = example;
  const factory = createModelFactory();

  async function withModel(test: (model: Model) => Promise<void>): Promise<void> {
    const model = await factory.create(descriptor, schema);
    try {
      await test(model);
    } finally {
      model.cleanup();
    }
  }

  describe(`the model contract: ${name}`, () => {
    it('scores every good record with a value', () =>
      withModel(async (model) => {
        for (const outcome of await model.scoreBatch(good)) {
          expect(outcome).not.toBeInstanceOf(ModelError);
          expect(outcome).toHaveProperty('value');
        }
      }));

    it('tells records apart', () =>
      withModel(async (model) => {
        const texts = (await model.scoreBatch(good)).map((outcome) => JSON.stringify(outcome));
        expect(new Set(texts).size).toBeGreaterThan(1);
      }));

    it('scores a record alone as in a batch', () =>
      withModel(async (model) => {
        const batch = await model.scoreBatch(good);
        for (const [i, record] of good.entries()) {
          expectSame(await model.score(record), batch[i], tolerance);
        }
      }));

    it('gives outcome i to record i', () =>
      withModel(async (model) => {
        const forwards = await model.scoreBatch(good);
        const backwards = await model.scoreBatch([...good].reverse());
        for (const [i, outcome] of [...backwards].reverse().entries()) {
          expectSame(outcome, forwards[i], tolerance);
        }
      }));

    it('answers an empty batch with no outcomes', () =>
      withModel(async (model) => {
        expect(await model.scoreBatch([])).toEqual([]);
      }));

    it('refuses a bad record without harm to the others', () =>
      withModel(async (model) => {
        const alone = await model.scoreBatch(good);
        const [first, second, ...rest] = await model.scoreBatch([bad, ...good]);
        expect(first).toBeInstanceOf(ModelError);
        expect(first).toHaveProperty('code', 'RECORD_INVALID');
        [second, ...rest].forEach((outcome, i) => {
          expectSame(outcome, alone[i], tolerance);
        });
      }));

    it('refuses a bad record that comes alone', () =>
      withModel(async (model) => {
        expect(await model.score(bad)).toHaveProperty('code', 'RECORD_INVALID');
      }));

    it('is restored from its bytes and scores the same', () =>
      withModel(async (model) => {
        const restored = await factory.restore(model.toBytes(), schema);
        try {
          expect(restored.getType()).toBe(model.getType());
          expect(await restored.scoreBatch(good)).toEqual(await model.scoreBatch(good));
        } finally {
          restored.cleanup();
        }
      }));

    it('goes on when another model of the same bytes is cleaned up', () =>
      withModel(async (model) => {
        const before = await model.scoreBatch(good);
        (await factory.create(descriptor, schema)).cleanup();
        expect(await model.scoreBatch(good)).toEqual(before);
      }));

    it('takes a second cleanup', async () => {
      const model = await factory.create(descriptor, schema);
      model.cleanup();
      expect(() => model.cleanup()).not.toThrow();
    });

    it('says its type', () =>
      withModel(async (model) => {
        expect(model.getType()).toBe(descriptor.modeltype);
      }));
  });
}

function expectSame(
  actual: ScoreOutcome | undefined,
  expected: ScoreOutcome | undefined,
  tolerance: number,
): void {
  expect(actual).toBeDefined();
  expect(expected).toBeDefined();
  expectNear(valuesOf(actual), valuesOf(expected), tolerance);
}

function valuesOf(outcome: ScoreOutcome | undefined): Record<string, unknown> {
  if (outcome === undefined || outcome instanceof ModelError)
    throw new Error(`No score but ${outcome?.message}`);
  return { value: outcome.value, ...outcome.probabilities };
}

function expectNear(
  actual: Record<string, unknown>,
  expected: Record<string, unknown>,
  tolerance: number,
): void {
  expect(Object.keys(actual)).toEqual(Object.keys(expected));
  for (const [key, value] of Object.entries(expected)) {
    if (typeof value !== 'number') expect(actual[key], key).toBe(value);
    else expect(Math.abs((actual[key] as number) - value), key).toBeLessThanOrEqual(tolerance);
  }
}
