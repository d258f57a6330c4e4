import { ModelError } from '@kafka-tutorial/model';
import { describe, expect, it } from 'vitest';
import { scoreRecords } from '../scoreRecords.ts';
import { inputRecord, modelRecord, testFactory, wineBytes } from '../testing.ts';
import { headersOfRole } from './modelCommand.ts';
import { ModelVersions } from './modelVersions.ts';
import { takeModelRecord } from './takeModelRecord.ts';

const fails = new ModelError('SCORING_FAILED', 'broken');

describe('shadow', () => {
  it('scores the same records aside, and counts where it says something else', async () => {
    const { factory } = testFactory({
      old: { score: ({ alcohol }) => ({ value: Number(alcohol) }) },
      new: {
        score: ({ alcohol }) =>
          alcohol === 3 ? fails : { value: Number(alcohol) > 1 ? 7 : Number(alcohol) },
      },
    });
    const versions = new ModelVersions();
    await takeModelRecord(modelRecord({ name: 'old' }), () => versions, factory);
    await takeModelRecord(
      modelRecord({ name: 'new' }, headersOfRole({ label: 'shadow' })),
      () => versions,
      factory,
    );
    const inputs = [1, 2, 3].map((alcohol) => inputRecord(wineBytes(alcohol)));
    const outcomes = await scoreRecords(inputs, () => versions);
    expect(outcomes).toMatchObject([
      {
        score: { value: 1 },
        served: { version: 1 },
        shadow: { score: { value: 1 }, served: { version: 2 } },
      },
      { score: { value: 2 }, shadow: { score: { value: 7 } } },
      { score: { value: 3 }, shadow: undefined },
    ]);
    expect(versions.stats()?.candidates).toMatchObject([
      { label: 'shadow', name: 'new', version: 2, usage: 3, errors: 1, compared: 3, different: 2 },
    ]);
  });
});
