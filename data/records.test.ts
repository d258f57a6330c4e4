import { describe, expect, it } from 'vitest';
import { readPenguinRecords, readWineRecords } from './records.ts';

describe('readWineRecords', () => {
  it('reads all rows as numbers, without the quality', async () => {
    const wines = await readWineRecords();
    expect(wines).toHaveLength(1599);
    expect(wines[3]).toEqual({
      ...{ fixed_acidity: 11.2, volatile_acidity: 0.28, citric_acid: 0.56, residual_sugar: 1.9 },
      ...{ chlorides: 0.075, free_sulfur_dioxide: 17, total_sulfur_dioxide: 60, density: 0.998 },
      ...{ pH: 3.16, sulphates: 0.58, alcohol: 9.8, dataType: 'wine' },
    });
    const values = wines.flatMap(({ dataType: _, ...features }) => Object.values(features));
    expect(values).toHaveLength(1599 * 11);
    expect(values.every(Number.isFinite)).toBe(true);
  });
});

describe('readPenguinRecords', () => {
  it('leaves out what was not measured', async () => {
    const penguins = await readPenguinRecords();
    expect(penguins).toHaveLength(344);
    expect(penguins[0]).toEqual({
      ...{ island: 'Torgersen', bill_length_mm: 39.1, bill_depth_mm: 18.7, flipper_length_mm: 181 },
      ...{ body_mass_g: 3750, sex: 'male', year: 2007, dataType: 'penguins' },
    });
    expect(penguins[3]).toEqual({ island: 'Torgersen', year: 2007, dataType: 'penguins' });
    expect(penguins.filter(({ sex }) => sex === undefined)).toHaveLength(11);
  });
});
