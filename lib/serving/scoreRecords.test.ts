import { ModelError } from '@kafka-tutorial/model';
import { ModelDescriptor } from '@kafka-tutorial/proto';
import { describe, expect, it } from 'vitest';
import { loadModel } from './loadModel.ts';
import type { DataOutcome } from './outcome.ts';
import { scoreRecords } from './scoreRecords.ts';
import { ServedModel } from './servedModel.ts';
import { inputRecord, penguinBytes, type TestModel, testFactory, wineBytes } from './testing.ts';

async function serve(dataType: string, model: TestModel): Promise<ServedModel> {
  const { factory } = testFactory({ model });
  const descriptor = new ModelDescriptor({ name: 'model', dataType, modeltype: 2 });
  return ServedModel.begin(await loadModel(descriptor, factory), undefined, 0);
}

const brief = (outcome: DataOutcome) => {
  if (outcome.kind === 'scored') return outcome.score.value;
  return outcome.kind === 'skipped' ? 'skipped' : outcome.reason.code;
};

describe('scoreRecords', () => {
  it('scores each data type with its own model and keeps the order of the inputs', async () => {
    const served = new Map([
      ['wine', await serve('wine', { score: ({ alcohol }) => ({ value: alcohol as number }) })],
      ['penguins', await serve('penguins', { score: ({ island }) => ({ value: island as string }) })],
    ]);
    const inputs = [
      inputRecord(wineBytes(9)),
      inputRecord(penguinBytes(), 'penguins'),
      inputRecord(wineBytes(10), null),
      inputRecord(wineBytes(11), ''),
    ];
    const outcomes = scoreRecords(inputs, (type) => served.get(type));
    expect(outcomes).not.toBeInstanceOf(Promise);
    expect((await outcomes).map(brief)).toEqual([9, 'Torgersen', 10, 11]);
    expect((await outcomes).map(({ input }) => input)).toEqual(inputs);
  });

  it('skips records while their data type has no model', async () => {
    const outcomes = await scoreRecords([inputRecord(wineBytes())], () => undefined);
    expect(outcomes.map(brief)).toEqual(['skipped']);
  });

  it.each([
    ['an empty record', inputRecord(Buffer.alloc(0)), 'RECORD_EMPTY'],
    ['a tombstone', inputRecord(null), 'RECORD_EMPTY'],
    ['a record cut within a field', inputRecord(wineBytes().subarray(0, 52)), 'RECORD_CORRUPT'],
    ['a record cut between two fields', inputRecord(wineBytes().subarray(0, 9)), 'RECORD_INCOMPLETE'],
    [
      'a penguin cut between two fields',
      inputRecord(penguinBytes().subarray(0, 11), 'penguins'),
      'RECORD_INCOMPLETE',
    ],
    ['bytes that are no message', inputRecord(Buffer.alloc(40, 0xff)), 'RECORD_CORRUPT'],
    ['an unknown data type', inputRecord(wineBytes(), 'beer'), 'RECORD_TYPE_UNKNOWN'],
    [
      'a data type called like a property of objects',
      inputRecord(wineBytes(), '__proto__'),
      'RECORD_TYPE_UNKNOWN',
    ],
  ])('%s costs only itself', async (_, bad, code) => {
    const served = await serve('wine', {});
    const outcomes = await scoreRecords([inputRecord(wineBytes()), bad, inputRecord(wineBytes())], (type) =>
      type === 'wine' ? served : undefined,
    );
    expect(outcomes.map(brief)).toEqual([1, code, 1]);
  });

  it('waits for a model that scores asynchronously', async () => {
    const served = await serve('wine', { scoreBatch: async (records) => records.map(() => ({ value: 3 })) });
    const outcomes = scoreRecords([inputRecord(wineBytes())], () => served);
    expect(outcomes).toBeInstanceOf(Promise);
    expect((await outcomes).map(brief)).toEqual([3]);
  });

  it('tries the records one by one when the model gives up on all of them', async () => {
    const guilty = 13;
    const served = await serve('wine', {
      score: ({ alcohol }) => {
        if (alcohol === guilty) throw new Error('too strong');
        return { value: 1 };
      },
      scoreBatch: () => {
        throw new Error('one of them is too strong');
      },
    });
    const outcomes = await scoreRecords(
      [inputRecord(wineBytes(9)), inputRecord(wineBytes(guilty))],
      () => served,
    );
    expect(outcomes.map(brief)).toEqual([1, 'SCORING_FAILED']);
    expect(served.stats()).toMatchObject({ usage: 2, errors: 1 });
  });

  it("takes a record's own error as its reason", async () => {
    const error = new ModelError('RECORD_INVALID', 'alcohol is out of range');
    const served = await serve('wine', { scoreBatch: (records) => records.map(() => error) });
    const outcomes = await scoreRecords([inputRecord(wineBytes())], () => served);
    expect(outcomes[0]).toMatchObject({
      kind: 'deadLettered',
      reason: { code: error.code, message: error.message },
    });
  });
});
