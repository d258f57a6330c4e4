import { readFile } from 'node:fs/promises';
import {
  createModelFactory,
  type FeatureRecord,
  ModelError,
  type RecordSchema,
  type Score,
} from '@kafka-tutorial/model';
import { describe, expect, it, vi } from 'vitest';
import { type CatalogEntry, modelCatalog, readModelDescriptor } from './catalog.ts';
import { readPenguinRecords, readWineRecords } from './records.ts';

// The engines are loaded when their first model comes, and ONNX models are tried in a process first.
vi.setConfig({ testTimeout: 60_000 });

interface ExpectedScore {
  row: number;
  value: number | string;
  probabilities?: Record<string, number>;
}

const expected: Record<string, ExpectedScore[]> = JSON.parse(
  await readFile(new URL('models/expected.json', import.meta.url), 'utf8'),
);
const records: Record<string, readonly FeatureRecord[]> = {
  wine: (await readWineRecords()).map((wine) => ({ ...wine })),
  penguins: (await readPenguinRecords()).map((penguin) => ({ ...penguin })),
};
const catalog = await modelCatalog();

describe.each(catalog)('$name', (entry) => {
  it('scores held-out rows as the library that trained it', async () => {
    const scores = expected[entry.name] ?? [];
    expect(scores).toHaveLength(20);
    const model = await createModelFactory().create(await readModelDescriptor(entry), schemaOf(entry));
    const rows = scores.map(({ row }) => ({ ...records[entry.dataType]?.[row] }));
    const outcomes = await model.scoreBatch(rows);
    model.cleanup();
    for (const [index, score] of scores.entries()) {
      const outcome = outcomes[index];
      if (!outcome || outcome instanceof ModelError) throw outcome;
      expectScore(outcome, score, entry);
    }
  });
});

it('gives every data type a model, and every model a score to compare with', () => {
  expect(new Set(catalog.map(({ dataType }) => dataType))).toEqual(new Set(Object.keys(records)));
  expect(Object.keys(expected)).toEqual(catalog.map(({ name }) => name));
});

function schemaOf({ dataType }: CatalogEntry): RecordSchema {
  const { dataType: _, ...features } = { dataType, ...records[dataType]?.[0] };
  const fields = Object.entries(features).map(([name, value]) => {
    return { name, kind: typeof value === 'number' ? ('number' as const) : ('string' as const) };
  });
  return { dataType, fields };
}

function expectScore(actual: Score, score: ExpectedScore, { modeltype }: CatalogEntry): void {
  const digits = modeltype === 'PMML' ? 6 : 4;
  if (!score.probabilities) {
    expect(actual.value).toBeCloseTo(Number(score.value), digits);
    return;
  }
  expect(String(actual.value)).toBe(String(score.value));
  expect(Object.keys(actual.probabilities ?? {}).sort()).toEqual(Object.keys(score.probabilities).sort());
  for (const [label, probability] of Object.entries(score.probabilities)) {
    expect(actual.probabilities?.[label]).toBeCloseTo(probability, digits);
  }
}
